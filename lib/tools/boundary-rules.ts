/** How one file imports another: for its types alone, at load, or later by `import()`. */
export type ImportKind = 'type' | 'static' | 'dynamic';

/**
 * No file that matches `from` (and not `except`) may import what matches `to` (and not `allow`). Targets are paths from
 * the checkout, `npm:NAME` or `node:NAME`; `$1` in a target stands for what `from` captured.
 */
export interface BoundaryRule {
  readonly name: string;
  readonly why: string;
  readonly from: RegExp;
  readonly except?: RegExp;
  readonly to: string;
  readonly allow?: string;
  /** The kinds that the rule is about; all, if not set. */
  readonly kinds?: readonly ImportKind[];
}

const ours = '^(app|components|lib|i18n)/';
const framework = '^npm:(react|react-dom|next|next-intl|next-themes|nuqs|sonner|@base-ui/react|lucide-react)$';
/** They make the machine ready or serve it, before and beside the runtime. */
const groundwork = '^lib/(start\\.ts$|start/|web/|tools/|runtime/)';

/** What several features show; they stand below the features (ARCHITECTURE.md, Components). */
const sharedRooms =
  'connector|export-settings|export-steps|hashing|http|job|layout|new-authentication|notices|record|results|ui|upload';

/** The direction of imports (ARCHITECTURE.md, Layers) as data. Tests are exempt. */
export const boundaryRules: readonly BoundaryRule[] = [
  {
    name: 'core-stands-alone',
    why: 'the core is plain TypeScript: it imports only itself, types, zod and jsonc-parser for what people enter, and croner for planned times',
    from: /^lib\/core\//,
    to: '.',
    allow: '^lib/core/|^npm:(zod|jsonc-parser|croner)$',
    kinds: ['static', 'dynamic'],
  },
  {
    name: 'core-knows-no-part',
    why: 'not even the types of what is built on the core',
    from: /^lib\/core\//,
    to: ours,
    allow: '^lib/core/',
  },
  {
    name: 'connectors-know-core-only',
    why: 'a connector imports the core, itself and packages, and no other part',
    from: /^lib\/connectors\/([^/]+)\//,
    to: ours,
    allow: '^lib/core/|^lib/connectors/$1/',
  },
  {
    name: 'registry-knows-core-only',
    why: 'the registry lists connectors and knows nothing of what uses them',
    from: /^lib\/connectors\/[^/]+$/,
    to: ours,
    allow: '^lib/(core|connectors)/',
  },
  {
    name: 'connectors-without-node',
    why: 'forms in the browser load connectors: only a sandbox may use Node',
    from: /^lib\/connectors\//,
    except: /^lib\/connectors\/[^/]+\/sandbox\//,
    to: '^node:',
  },
  {
    name: 'sandbox-is-lazy',
    why: 'reached by import() alone, or its Node code is in the bundle of the browser',
    from: /^lib\/connectors\//,
    except: /^lib\/connectors\/[^/]+\/sandbox\//,
    to: '^lib/connectors/[^/]+/sandbox/',
    kinds: ['static'],
  },
  {
    name: 'registry-alone-names-connectors',
    why: 'a second connector must be one folder and one line in the registry',
    from: /^(app|components|i18n|lib)\//,
    except: /^lib\/connectors\//,
    to: '^lib/connectors/[^/]+/',
  },
  {
    name: 'operations-are-given-what-they-need',
    why: 'operations import connectors and core; stores, clock, queue and HTTP are arguments',
    from: /^lib\/operations\//,
    to: ours,
    allow: '^lib/(operations|connectors|core)/',
  },
  {
    name: 'runtime-alone-chooses-adapters',
    why: 'only the composition root imports adapters',
    from: /^(app|components|i18n|lib)\//,
    except: new RegExp(`^lib/adapters/|${groundwork}`),
    to: '^lib/adapters/',
  },
  {
    name: 'adapters-know-no-user',
    why: 'adapters know nothing of what is built on them',
    from: /^lib\/adapters\//,
    to: '^lib/(worker|cli|web|start|tools|runtime)/|^lib/start\\.ts$',
  },
  {
    name: 'worker-and-cli-are-doors',
    why: 'they come in through runtime and operations, not through each other or the web',
    from: /^lib\/(worker|cli)\//,
    to: '^lib/(worker|cli|web|tools)/|^lib/start\\.ts$',
    allow: '^lib/$1/',
  },
  {
    name: 'api-is-a-door',
    why: 'they come in through runtime and operations; a shell and the web go through them',
    from: /^lib\/(?:td-)?api\//,
    to: '^lib/(worker|cli|web|start|tools)/|^lib/start\\.ts$',
  },
  {
    name: 'api-knows-no-other',
    why: 'what TD calls things stays in its own table',
    from: /^lib\/api\//,
    to: '^lib/td-api/',
  },
  {
    name: 'lib-knows-no-page',
    why: 'app → components → lib, never back',
    from: /^lib\//,
    to: '^(app|components)/',
  },
  {
    name: 'components-know-no-page',
    why: 'app → components, never back',
    from: /^components\//,
    to: '^app/',
  },
  {
    name: 'features-do-not-import-each-other',
    why: 'what two features show lies in a shared room, in paths.ts or in lib',
    from: new RegExp(`^components/(?!(?:${sharedRooms})/)([^/]+)/`),
    to: '^components/',
    allow: `^components/(?:$1|${sharedRooms})/|^components/paths\\.ts$`,
  },
  {
    name: 'shared-rooms-know-no-feature',
    why: 'features import shared rooms, never back',
    from: new RegExp(`^components/(?:(?:${sharedRooms})/|paths\\.ts$)`),
    to: '^components/',
    allow: `^components/(?:${sharedRooms})/|^components/paths\\.ts$`,
  },
  {
    name: 'components-know-facts-only',
    why: 'from lib they take the core, schemas, the registry with its field tables, and texts',
    from: /^components\//,
    to: '^lib/',
    allow:
      '^lib/(core|connectors|messages)/|^lib/messages[^/]*$|^lib/operations/.*parameters\\.ts$|^lib/web/action-result\\.ts$',
  },
  {
    name: 'framework-in-views-only',
    why: 'React and Next stop at app, components and the web process',
    from: /^(lib|bin|examples)\//,
    except: /^lib\/(web|messages)\//,
    to: framework,
  },
  {
    name: 'nothing-knows-the-harness',
    why: 'the harness puts the parts of the product together in its own ways, and no part has a switch for it',
    from: /^(app|components|i18n|lib|bin|examples)\//,
    to: '^torture/',
  },
  {
    name: 'database-in-adapters-only',
    why: 'only adapters import Prisma and better-sqlite3',
    from: /^(app|components|i18n|lib)\//,
    except: /^lib\/(adapters|tools)\//,
    to: '^npm:(@prisma/.*|better-sqlite3)$',
  },
];
