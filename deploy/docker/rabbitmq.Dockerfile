# Stand-in for the upstream image `rabbitmq:3` where no registry can be reached. Reads what deploy/compose.yaml mounts:
# /etc/rabbitmq/rabbitmq.conf and the definitions it names. Like the upstream image it runs as whatever user the container
# is given; Debian's own start scripts insist on root or rabbitmq, so the programs behind them are called.
ARG HOSO_IMAGE_BASE=debian:bookworm-slim
FROM ${HOSO_IMAGE_BASE}
RUN apt-get update -q \
    && printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d \
    && apt-get install -y -q --no-install-recommends rabbitmq-server \
    && rm -rf /var/lib/apt/lists/* /var/lib/rabbitmq/mnesia /var/lib/rabbitmq/.erlang.cookie \
    && chmod 1777 /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq
ENV PATH=/usr/lib/rabbitmq/bin:$PATH HOME=/var/lib/rabbitmq RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_LOGS=-
VOLUME /var/lib/rabbitmq
USER rabbitmq
ENTRYPOINT ["rabbitmq-server"]
