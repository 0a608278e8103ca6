# The server in a container: `docker compose up`. It runs as nobody in particular, writes to /store
# and /tmp alone, and needs no network once it is built.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app

# torch comes first and alone, as in the Makefile; this address holds builds without accelerators.
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
COPY requirements.lock .
RUN pip install --index-url "$TORCH_INDEX" "torch==$(sed -n 's/^torch==//p' requirements.lock)" \
    && pip install --no-deps -r requirements.lock

COPY app.py LICENSE README.md ./
COPY corpus corpus
COPY index index
COPY assistant assistant
COPY evals evals
RUN python -m compileall -q corpus index assistant evals app.py \
    && useradd --system --uid 10001 --home-dir /tmp --shell /usr/sbin/nologin assistant \
    && install -d -o assistant -g assistant /store

USER 10001
VOLUME /store
EXPOSE 7860
STOPSIGNAL SIGTERM

# The two OMP lines keep a question at milliseconds on busy cores.
ENV REPORT_ASSISTANT_STORE=/store REPORT_ASSISTANT_HOST=0.0.0.0 REPORT_ASSISTANT_LOG=requests \
    HOME=/tmp GRADIO_TEMP_DIR=/tmp/gradio MPLCONFIGDIR=/tmp/matplotlib \
    HF_HUB_OFFLINE=1 GRADIO_ANALYTICS_ENABLED=False ANONYMIZED_TELEMETRY=False \
    OMP_WAIT_POLICY=PASSIVE OMP_NUM_THREADS=2

HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7860/health', timeout=5)"]

CMD ["python", "app.py"]
