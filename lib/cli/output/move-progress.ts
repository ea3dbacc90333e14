import { translate } from '../../messages/translate.ts';
import type { MoveProgress } from '../../runtime/move.ts';
import { commandIo } from '../invocation.ts';

const INTERVAL_MS = 200;

interface Progress {
  readonly show: (progress: MoveProgress) => void;
  readonly end: () => void;
}

/** Shows on stderr how far a move is; nothing in a pipe or on a dumb terminal. */
export function showMoveProgress(): Progress {
  const { env, stderr } = commandIo();
  if (!stderr.isTTY || env['TERM'] === 'dumb') return { show: () => {}, end: () => {} };
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show: ({ step, table, done, total }) => {
      if (performance.now() - shownAt < INTERVAL_MS) return;
      shownAt = performance.now();
      stderr.write(`\r\u001b[K${translate('cli', `move_${step}`, { table, done, total })}`);
    },
    end: () => void stderr.write('\r\u001b[K'),
  };
}
