FROM swift:6.2-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends pkg-config libgit2-dev libyaml-dev libcurl4-openssl-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
# Targets that the manifest names have to be there, built or not.
COPY Tests Tests
RUN swift build -c release --product pinnace --static-swift-stdlib \
    && install -D --strip .build/release/pinnace /out/pinnace

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates libcurl4 libgit2-1.5 libyaml-0-2 openssh-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 65532 --home-dir /var/lib/pinnace --create-home --shell /usr/sbin/nologin pinnace
COPY --from=build /out/pinnace /usr/local/bin/pinnace
USER 65532:65532
WORKDIR /var/lib/pinnace
ENTRYPOINT ["pinnace"]
