import { getJob, getJobDetails } from '../../commands/rows/jobs.ts';
import { printable } from '../../core/text/unprintable.ts';
import { commandIo } from '../invocation.ts';
import type { Product } from '../product/product.ts';

const INTERVAL_MS = 500;

/**
 * Shows the progress of a job on stderr until the returned function is called. Shows nothing in a pipe or on a dumb
 * terminal.
 */
export function showProgress(product: Product, job: number): () => void {
  const { env, stderr } = commandIo();
  if (!stderr.isTTY || env['TERM'] === 'dumb') return () => {};
  let isOver = false;
  const show = async () => {
    const line = await progressOf(product, job).catch(() => ''); // waitForJob reports the same error
    if (!isOver && line !== '') stderr.write(`\r\u001b[K${printable(line)}`);
  };
  const timer = setInterval(() => void show(), INTERVAL_MS);
  return () => {
    isOver = true;
    clearInterval(timer);
    stderr.write('\r\u001b[K');
  };
}

async function progressOf(product: Product, job: number): Promise<string> {
  const { status, records } = await product.call(getJob, { job });
  const { bytes } = await product.call(getJobDetails, { job });
  const share = bytes.read / Math.max(1, bytes.total);
  const { read, accepted, rejected, invalid } = records;
  return `job ${job} ${status} ${Math.round(share * 100)}%: ${read} read, ${accepted} accepted, ${rejected} rejected, ${invalid} invalid`;
}
