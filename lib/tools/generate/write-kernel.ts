// npm run build:kernel: compiles the kernel and writes its bytes as a module, so that every bundler can load them.
import * as asc from 'assemblyscript/asc';
import { writeGenerated } from './generated.ts';

const FOLDER = 'lib/adapters/kernel';
const LINE_LENGTH = 100;

const OPTIONS = ['-O3', '--runtime', 'stub', '--enable', 'simd,bulk-memory', '--noAssert', '--initialMemory', '4'];

const bytes = await compile(`${FOLDER}/assembly/kernel.ts`);
const lines = bytes.toString('base64').match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
writeGenerated(
  `${FOLDER}/kernel-bytes.ts`,
  [
    '// Written by npm run build:kernel from assembly/kernel.ts: the WebAssembly module in base64.',
    '',
    'export const KERNEL = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('');",
    '',
  ].join('\n'),
);

async function compile(source: string): Promise<Buffer> {
  let module: Uint8Array | undefined;
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main([source, '--outFile', 'kernel.wasm', ...OPTIONS], {
    stderr,
    writeFile: (name: string, content: string | Uint8Array) => {
      if (name === 'kernel.wasm' && typeof content !== 'string') module = content;
    },
  });
  if (error || !module) throw new Error(`the kernel does not compile:\n${stderr.toString()}`);
  return Buffer.from(module);
}
