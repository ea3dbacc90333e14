import type { Profiler } from 'node:inspector';

/** The stage a function belongs to, by its file; the first match. */
const STAGES: readonly (readonly [stage: string, file: RegExp])[] = [
  ['read and scan CSV', /adapters\/csv\/|internal\/fs|node:fs/],
  ['the kernel: find cells, recognize, hash, write', /^wasm/],
  ['clean and validate values', /connectors\/|core\/record\/|cell-rules\.ts/],
  ['pieces of events', /core\/preparation\//],
  ['batch', /core\/delivery\/|\/growing-buffer\.ts/],
];

export interface Share {
  readonly stage: string;
  /** 0 to 1, of the busy processor time. */
  readonly share: number;
}

/**
 * The share of each stage in a profile. Native functions count for their callers: JSON.stringify for the batch, a
 * regular expression for its rule.
 */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Share[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const spent = new Map<string, number>();
  samples.forEach((sample, index) => {
    let stage: string | undefined;
    for (let id: number | undefined = sample; id !== undefined && stage === undefined; id = parents.get(id)) {
      stage = stageOf(byId.get(id)?.callFrame);
    }
    if (stage === 'idle') return;
    const named = stage ?? 'other';
    spent.set(named, (spent.get(named) ?? 0) + (timeDeltas[index] ?? 0));
  });
  const total = [...spent.values()].reduce((sum, time) => sum + time, 0);
  return [...spent].map(([stage, time]) => ({ stage, share: time / total })).sort((a, b) => b.share - a.share);
}

function stageOf(frame: { functionName: string; url: string } | undefined): string | undefined {
  if (!frame) return undefined;
  if (frame.functionName === '(idle)') return 'idle';
  if (frame.functionName === '(garbage collector)') return 'garbage collection';
  return STAGES.find(([, file]) => file.test(frame.url))?.[0];
}
