import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connector } from '../core/connector/connector.ts';
import { sandboxAuthentication } from '../operations/authentications/choose-authentication.ts';
import { receiveUpload } from '../operations/uploads/receive-upload.ts';
import { receiveOptions } from './operation-options.ts';
import type { Runtime } from './runtime.ts';

const FILE = resolve(fileURLToPath(import.meta.url), '../../../examples/conversions-10000.csv');

/** What is chosen beforehand where an export begins with sample data: it is for the stand-in. */
export interface SampleExport {
  readonly upload: number;
  readonly authentication: number;
  readonly account: string;
}

/** Takes the bundled example in as any other file, for whoever has none at hand. */
export async function loadSampleData(runtime: Runtime, connector: Connector): Promise<SampleExport> {
  const { id: authentication } = sandboxAuthentication(runtime.authentications, connector.type);
  const file = { name: basename(FILE) };
  const { id: upload } = await receiveUpload(createReadStream(FILE), file, receiveOptions(runtime, connector));
  return { upload, authentication, account: connector.exampleAccount };
}
