/** A message of long work: its progress, or its result. Each message is a JSON object on its own line. */
type ProgressLine<Progress, Result> = { readonly progress: Progress } | { readonly result: Result };

/** How often progress is sent. */
const INTERVAL_MS = 200;

/**
 * Responds with the progress of long work while it runs, then with its result. If the work fails before any progress
 * was sent, the promise rejects, so that the error gets a response of its own. A later failure aborts the body.
 */
export function progressResponse<Progress, Result>(
  work: (onProgress: (progress: Progress) => void) => Promise<Result>,
): Promise<Response> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, {
    highWaterMark: Number.POSITIVE_INFINITY,
  });
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  // Errors are ignored, because a client that has left needs no response.
  const write = (line: ProgressLine<Progress, Result>) =>
    writer.write(encoder.encode(`${JSON.stringify(line)}\n`)).catch(() => undefined);
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const response = new Response(readable, { headers: HEADERS });
  const respond = () => resolve(response);
  let sentAt = performance.now();
  const onProgress = (progress: Progress) => {
    if (performance.now() - sentAt < INTERVAL_MS) return;
    sentAt = performance.now();
    void write({ progress });
    respond();
  };
  work(onProgress).then(
    (result) => {
      void write({ result }).then(() => writer.close().catch(() => undefined));
      respond();
    },
    (error: unknown) => {
      reject(error);
      void writer.abort(error).catch(() => undefined);
    },
  );
  return promise;
}

/** Without `no-transform`, a compressed body would be held back until it is complete. */
const HEADERS = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store, no-transform' };
