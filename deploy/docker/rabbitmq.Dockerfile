# Stand-in for the upstream image `rabbitmq:3` where no registry can be reached. Reads what deploy/compose.yaml mounts:
# /etc/rabbitmq/conf.d/hoso.conf and the definitions it names.
ARG HOSO_IMAGE_BASE=debian:bookworm-slim
FROM ${HOSO_IMAGE_BASE}
RUN apt-get update -q \
    && printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d \
    && apt-get install -y -q --no-install-recommends rabbitmq-server \
    && rm -rf /var/lib/apt/lists/*
ENV RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_LOGS=-
VOLUME /var/lib/rabbitmq
ENTRYPOINT ["rabbitmq-server"]
