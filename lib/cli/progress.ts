import { getJob, getJobDetails } from '../api/routes/jobs.ts';
import { printable } from '../core/record/unprintable.ts';
import type { Product } from './product.ts';

const EVERY = 500;

/**
 * Shows on stderr how a job comes along, until the function it gives is called. A pipe and a dumb
 * terminal get none.
 */
export function showProgress(product: Product, job: number): () => void {
  if (!process.stderr.isTTY || process.env['TERM'] === 'dumb') return () => {};
  let isOver = false;
  const show = async () => {
    const line = await progressOf(product, job).catch(() => ''); // what fails here fails where it is waited for
    if (!isOver && line !== '') process.stderr.write(`\r\u001b[K${printable(line)}`);
  };
  const timer = setInterval(() => void show(), EVERY);
  return () => {
    isOver = true;
    clearInterval(timer);
    process.stderr.write('\r\u001b[K');
  };
}

async function progressOf(product: Product, job: number): Promise<string> {
  const { status, records } = await product.call(getJob, { job });
  const { bytes } = await product.call(getJobDetails, { job });
  const share = bytes.read / Math.max(1, bytes.total);
  const { read, accepted, rejected, invalid } = records;
  return `job ${job} ${status} ${Math.round(share * 100)} %: ${read} read, ${accepted} accepted, ${rejected} rejected, ${invalid} invalid`;
}
