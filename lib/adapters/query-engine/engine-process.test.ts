import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.skipIf(process.platform === 'win32')('without a free file descriptor, only the query fails', () => {
  const module = `
    import { closeSync, openSync } from 'node:fs';
    import { setImmediate as nextTurn } from 'node:timers/promises';
    import { EngineProcess } from ${JSON.stringify(new URL('./engine-process.ts', import.meta.url).href)};
    const opened = [];
    let code;
    try {
      for (;;) opened.push(openSync('/dev/null'));
    } catch {}
    try {
      new EngineProcess();
    } catch (error) {
      code = error.code;
    }
    await nextTurn();
    for (const file of opened) closeSync(file);
    console.log(code);
  `;
  const args = ['-c', 'ulimit -n 100; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', module];
  expect(spawnSync('sh', args, { encoding: 'utf8' }).stdout).toBe('query_engine_failed\n');
});
