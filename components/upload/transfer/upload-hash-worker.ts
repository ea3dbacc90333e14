import { hashFile } from './upload-hash.ts';

/** What the worker says of the file it was given: how far it is, what came out, or that it cannot be read. */
export type HashReport = { readonly hashed: number } | { readonly sha256: string } | { readonly unreadable: true };

const report = (message: HashReport) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<File>) => {
  hashFile(data, (hashed) => report({ hashed })).then(
    (sha256) => report({ sha256 }),
    () => report({ unreadable: true }),
  );
});
