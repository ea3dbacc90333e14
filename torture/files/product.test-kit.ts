import { onTestFinished } from 'vitest';
import { startSandbox } from '#lib/connectors/pinterest/sandbox/server.ts';
import { openProduct, type Product } from './product.ts';

/** The product and a sandbox for the files of one test. */
export async function productForTest(): Promise<Product> {
  const sandbox = await startSandbox();
  const product = await openProduct(sandbox.url);
  onTestFinished(async () => {
    await product.close();
    await sandbox.close();
  });
  return product;
}
