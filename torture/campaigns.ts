import type { Campaign } from './kit/campaign.ts';

/** In the order of execution. Each module is loaded only when its campaign runs. */
export const campaigns: readonly Campaign[] = [
  { name: 'kills', canRunOnPostgresql: true, run: async (options) => (await import('./kills.ts')).run(options) },
  { name: 'resets', canRunOnPostgresql: true, run: async (options) => (await import('./resets.ts')).run(options) },
  { name: 'matrix', canRunOnPostgresql: true, run: async (options) => (await import('./matrix.ts')).run(options) },
  {
    name: 'user-kills',
    canRunOnPostgresql: true,
    run: async (options) => (await import('./user-kills.ts')).run(options),
  },
  { name: 'nth', run: async (options) => (await import('./nth.ts')).run(options) },
  { name: 'zombies', canRunOnPostgresql: true, run: async (options) => (await import('./zombies.ts')).run(options) },
  { name: 'files', run: async (options) => (await import('./files.ts')).run(options) },
  { name: 'rules', run: async (options) => (await import('./rules.ts')).run(options) },
  { name: 'torn', run: async (options) => (await import('./torn.ts')).run(options) },
  { name: 'rate', canRunOnPostgresql: true, run: async (options) => (await import('./rate.ts')).run(options) },
  { name: 'locked', run: async (options) => (await import('./locked.ts')).run(options) },
  { name: 'disk', run: async (options) => (await import('./disk.ts')).run(options) },
  {
    name: 'workflows',
    canRunOnPostgresql: true,
    run: async (options) => (await import('./workflows/campaign.ts')).run(options),
  },
  { name: 'cluster', run: async (options) => (await import('./cluster/campaign.ts')).run(options) },
  { name: 'canaries', run: async (options) => (await import('./canaries.ts')).run(options) },
  { name: 'control', canRunOnPostgresql: true, run: async (options) => (await import('./control.ts')).run(options) },
];
