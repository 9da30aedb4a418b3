# Stand-in for the upstream image `postgres:15` where no registry can be reached. Reads the variables that
# deploy/compose.yaml sets: POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD_FILE, and /docker-entrypoint-initdb.d.
ARG HOSO_IMAGE_BASE=debian:bookworm-slim
FROM ${HOSO_IMAGE_BASE}
RUN apt-get update -q \
    && mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \
    && apt-get install -y -q --no-install-recommends postgresql-15 postgresql-contrib \
    && rm -rf /var/lib/apt/lists/*
COPY postgres-entrypoint /usr/local/bin/
ENV PATH=/usr/lib/postgresql/15/bin:$PATH PGDATA=/var/lib/postgresql/data
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["postgres-entrypoint"]
