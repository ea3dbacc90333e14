import { expect, test } from 'vitest';
import { serveApi } from '../lib/api/serve.ts';
import { LocalProduct } from '../lib/cli/product/local-product.ts';
import { sendEvents } from '../lib/commands/console/exports.ts';
import { perform } from '../lib/commands/perform.ts';
import { createExport } from '../lib/commands/rows/exports.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import { UserError } from '../lib/core/errors.ts';
import { rereadUpload } from '../lib/operations/uploads/reread-upload.ts';
import type { Runtime } from '../lib/runtime/runtime.ts';
import { ACCOUNT, startProduct, validLines } from './kit/product.ts';

const CONNECTOR = connectorOf('pinterest_conversion');
const LATER_HEADER = { encoding: 'utf-8', format: 'csv', delimiter: ',', headerRow: 2 } as const;

/** A runtime in which an upload is re-read right after its file was found to exist, before a job uses it. */
function withReread(runtime: Runtime, upload: number): Runtime {
  let isReread = false;
  const files = new Proxy(runtime.files, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'hasSpool') return typeof value === 'function' ? value.bind(target) : value;
      return async (folder: string) => {
        const exists = await target.hasSpool(folder);
        if (!isReread) {
          isReread = true;
          await rereadUpload(upload, LATER_HEADER, { ...runtime, connector: CONNECTOR });
        }
        return exists;
      };
    },
  });
  return { ...runtime, files };
}

interface Input {
  readonly upload: number;
  readonly authentication: number;
  readonly parameters: { readonly ad_account_id: string };
  readonly mapping: Readonly<Record<string, string>>;
}

const owner = { kind: 'person', id: 'test', role: 'owner' } as const;

const entryPoints: [string, (runtime: Runtime, input: Input) => Promise<unknown>][] = [
  ['the console', (runtime, input) => perform(sendEvents, input, owner, runtime)],
  ['the command line', (runtime, input) => new LocalProduct(runtime).call(createExport, input)],
  [
    'the HTTP API',
    async (runtime, input) => {
      const headers = {
        authorization: `Bearer ${(await runtime.apiKeys.create({ name: 'test', role: 'admin' })).key}`,
      };
      const body = JSON.stringify(input);
      const request = new Request('http://localhost/api/v1/exports', { method: 'POST', headers, body });
      const response = await serveApi(request, runtime, '127.0.0.1');
      const { code } = await response.json();
      if (!response.ok) throw new UserError(code);
    },
  ],
];

test.each(entryPoints)('%s refuses a file that is re-read while its export is created', async (_, create) => {
  const { runtime, upload: uploadLines } = await startProduct();
  const { id: upload } = await uploadLines(['Report,May,,,', ...validLines(2)]);
  const [{ id: authentication } = { id: 0 }] = await runtime.authentications.list();
  const input = { upload, authentication, parameters: { ad_account_id: ACCOUNT }, mapping: {} };
  // With the title row as header, no required column would be found.
  await rereadUpload(upload, LATER_HEADER, { ...runtime, connector: CONNECTOR });
  await expect(create(withReread(runtime, upload), input)).rejects.toMatchObject({ code: 'upload_changed' });
  expect(await runtime.jobs.list({ limit: 1 })).toEqual([]);
  await create(runtime, input);
  expect(await runtime.jobs.list({ limit: 2 })).toHaveLength(1);
});
