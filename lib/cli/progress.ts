import type { Runtime } from '../runtime.ts';

const EVERY = 500;

/** Shows on stderr how a job comes along, until the function it gives is called. A pipe gets no progress, only results. */
export function showProgress({ jobs, uploads }: Runtime, jobId: number): () => void {
  if (!process.stderr.isTTY) return () => {};
  const timer = setInterval(() => {
    const job = jobs.find(jobId);
    if (!job) return;
    const share = job.uploadId === null ? 0 : job.cursor.byte / Math.max(1, uploads.get(job.uploadId).spoolBytes);
    const { read, accepted, rejected, invalid } = job.records;
    const line = `job ${job.id} ${job.state} ${Math.round(share * 100)} %: ${read} read, ${accepted} accepted, ${rejected} rejected, ${invalid} invalid`;
    process.stderr.write(`\r\u001b[K${line}`);
  }, EVERY);
  return () => {
    clearInterval(timer);
    process.stderr.write('\r\u001b[K');
  };
}
