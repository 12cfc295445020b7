FROM swift:6.2-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        binutils ca-certificates libcurl4-openssl-dev libgit2-dev libyaml-dev openssh-client pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
# Targets that the manifest names have to be there, built or not.
COPY Tests Tests
RUN swift build -c release --product pinnace --static-swift-stdlib
COPY packaging packaging
RUN packaging/rootfs .build/release/pinnace /out

FROM scratch
COPY --from=build /out /
USER 65532:65532
WORKDIR /var/lib/pinnace
ENV HOME=/var/lib/pinnace
ENTRYPOINT ["/usr/local/bin/pinnace"]
