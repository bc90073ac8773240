# One image for web, worker, watch and sweep; docker-compose.yml says which is which.
FROM debian:12-slim

RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      ca-certificates python3 python3-venv tesseract-ocr tesseract-ocr-vie poppler-utils bubblewrap \
      fonts-liberation2 util-linux \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 OMP_THREAD_LIMIT=1 OPENBLAS_NUM_THREADS=1 PYTHONUNBUFFERED=1 PATH=/app/.venv/bin:$PATH
RUN python3 -m venv /opt/uv && /opt/uv/bin/pip install --no-cache-dir uv

COPY pyproject.toml uv.lock README.md LICENSE ./
RUN /opt/uv/bin/uv sync --locked --no-dev --no-install-project --no-cache
COPY config config
COPY workers workers
COPY review review
COPY feed feed
COPY corpus corpus
COPY records records
COPY ingest ingest
COPY nlp nlp
RUN /opt/uv/bin/uv sync --locked --no-dev --no-cache \
 && .venv/bin/python -m compileall -q config workers review feed corpus records ingest nlp

RUN useradd --create-home --uid 1000 vanthu \
 && mkdir -p /data/inbox && chown -R vanthu /data
USER vanthu
ENV VANTHU_DATA=/data
VOLUME /data
CMD ["vanthu", "--help"]
