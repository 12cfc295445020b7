// images
local tool = 'gcr.io/p/tool:1';
{ image: "prom/node:2", /* no */ text: |||
  x
|||, 'sidecarImage': 'a:1' }
