#ifndef PINNACE_CLIBYAML_SHIM_H
#define PINNACE_CLIBYAML_SHIM_H

#include <yaml.h>

#endif
