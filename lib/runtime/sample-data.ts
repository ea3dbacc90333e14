import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connector } from '../core/connector/connector.ts';
import { sandboxAuthentication } from '../operations/authentications/choose-authentication.ts';
import { receiveUpload } from '../operations/uploads/receive-upload.ts';
import type { Runtime } from './runtime.ts';

const FILE = resolve(fileURLToPath(import.meta.url), '../../../examples/conversions-10000.csv');

/** The defaults of an export with sample data, which uses the sandbox. */
export interface SampleExport {
  readonly upload: number;
  readonly authentication: number;
  readonly account: string;
}

/** Receives the file with the sample data like any other file. */
export async function receiveSampleFile(runtime: Runtime, connector: Connector): Promise<SampleExport> {
  const { id: authentication } = await sandboxAuthentication(runtime.authentications, connector.type);
  const file = { name: basename(FILE) };
  const { id: upload } = await receiveUpload(createReadStream(FILE), file, { ...runtime, connector });
  return { upload, authentication, account: connector.exampleAccount };
}
