# Stand-in for the upstream image `postgres:15` where no registry can be reached. Reads the variables that
# deploy/compose.yaml sets: POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD_FILE, PGDATA, and /docker-entrypoint-initdb.d.
# Like the upstream image it runs as whatever user the container is given.
ARG HOSO_IMAGE_BASE=debian:bookworm-slim
FROM ${HOSO_IMAGE_BASE}
RUN apt-get update -q \
    && mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \
    && apt-get install -y -q --no-install-recommends postgresql-15 postgresql-contrib libnss-wrapper \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o postgres -g postgres -m 1777 /var/lib/postgresql/data
COPY postgres-entrypoint /usr/local/bin/
ENV PATH=/usr/lib/postgresql/15/bin:$PATH PGDATA=/var/lib/postgresql/data/cluster
VOLUME /var/lib/postgresql/data
USER postgres
# Fast shutdown: sessions are ended, not waited for.
STOPSIGNAL SIGINT
ENTRYPOINT ["postgres-entrypoint"]
