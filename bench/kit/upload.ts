import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Uploads a file as the browser does, including the check of length and sha256. */
export async function upload(url: string, path: string, sha256: string): Promise<void> {
  const { size } = await stat(path);
  const common = { origin: url, 'tus-resumable': '1.0.0' };
  const metadata = `filename ${Buffer.from('upload.csv').toString('base64')}`;
  const created = await fetch(`${url}/api/uploads`, {
    method: 'POST',
    headers: { ...common, 'upload-length': String(size), 'upload-metadata': metadata },
  });
  const location = new URL(created.headers.get('location') ?? '', url);
  const type = 'application/offset+octet-stream';
  const headers = { ...common, 'content-type': type, 'content-length': size, 'upload-offset': '0' };
  const sending = request(location, { method: 'PATCH', headers });
  const responded = once(sending, 'response');
  await pipeline(createReadStream(path), sending);
  const [response] = await responded;
  response.resume();
  const completed = await fetch(`${location}/complete`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ sha256 }),
  });
  if (completed.status !== 201) throw new Error(`the upload was refused with ${completed.status}`);
}
