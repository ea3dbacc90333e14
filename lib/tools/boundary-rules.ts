/** How one file imports another: only types, statically, or later by `import()`. */
export type ImportKind = 'type' | 'static' | 'dynamic';

/**
 * No file that matches `from` (and not `except`) may import a target that matches `to` (and not `allow`). Targets are
 * paths from the checkout, `npm:NAME` or `node:NAME`; `$1` in a target is the first group that `from` captured.
 */
export interface BoundaryRule {
  readonly name: string;
  readonly why: string;
  readonly from: RegExp;
  readonly except?: RegExp;
  readonly to: string;
  readonly allow?: string;
  /** The kinds of import the rule applies to; all if omitted. */
  readonly kinds?: readonly ImportKind[];
}

const ours = '^(app|components|lib|i18n)/';
const framework = '^npm:(react|react-dom|next|next-intl|next-themes|nuqs|sonner|@base-ui/react|lucide-react)$';
/** The folders of start-up, web server, tools and runtime. */
const mayImportAdapters = '^lib/(start\\.ts$|start/|web/|tools/|runtime/)';

/** Folders that several features use. Their layer is below the features (ARCHITECTURE.md, Folders and layers). */
const sharedFolders =
  'access|page-access|connector|export-settings|export-steps|hashing|http|job|layout|log|new-authentication|notices|record|results|schedule|ui|upload';

/** The direction of imports (ARCHITECTURE.md, Folders and layers) as data. Tests are exempt. */
export const boundaryRules: readonly BoundaryRule[] = [
  {
    name: 'core-is-self-contained',
    why: 'the core is plain TypeScript: it imports only itself, types, zod, jsonc-parser, yaml, fastest-levenshtein and re2js for patterns that people write, croner and dayjs for times',
    from: /^lib\/core\//,
    to: '.',
    allow: '^lib/core/|^npm:(zod|jsonc-parser|yaml|fastest-levenshtein|re2js|croner|dayjs)$',
    kinds: ['static', 'dynamic'],
  },
  {
    name: 'core-imports-no-layer',
    why: 'the core imports nothing from the layers above it, not even types',
    from: /^lib\/core\//,
    to: ours,
    allow: '^lib/core/',
  },
  {
    name: 'connectors-import-core-only',
    why: 'a connector imports only the core, itself and packages',
    from: /^lib\/connectors\/([^/]+)\//,
    to: ours,
    allow: '^lib/core/|^lib/connectors/$1/',
  },
  {
    name: 'registry-imports-core-only',
    why: 'the registry lists connectors and does not depend on their users',
    from: /^lib\/connectors\/[^/]+$/,
    to: ours,
    allow: '^lib/(core|connectors)/',
  },
  {
    name: 'connectors-without-node',
    why: 'forms in the browser load connectors, so only sandboxes may use Node',
    from: /^lib\/connectors\//,
    except: /^lib\/connectors\/[^/]+\/sandbox\//,
    to: '^node:',
  },
  {
    name: 'sandbox-is-lazy',
    why: 'a sandbox is loaded only by import(), so that its Node code stays out of the browser bundle',
    from: /^lib\/connectors\//,
    except: /^lib\/connectors\/[^/]+\/sandbox\//,
    to: '^lib/connectors/[^/]+/sandbox/',
    kinds: ['static'],
  },
  {
    name: 'only-registry-imports-connectors',
    why: 'adding a connector must take only a folder and a line in the registry',
    from: /^(app|components|i18n|lib)\//,
    except: /^lib\/connectors\//,
    to: '^lib/connectors/[^/]+/',
  },
  {
    name: 'operations-take-dependencies-as-arguments',
    why: 'operations import connectors and core; stores, clock, queue and HTTP are arguments',
    from: /^lib\/operations\//,
    to: ours,
    allow: '^lib/(operations|connectors|core)/',
  },
  {
    name: 'only-runtime-imports-adapters',
    why: 'only the runtime, start-up, the web server and tools import adapters',
    from: /^(app|components|i18n|lib)\//,
    except: new RegExp(`^lib/adapters/|${mayImportAdapters}`),
    to: '^lib/adapters/',
  },
  {
    name: 'adapters-import-no-callers',
    why: 'adapters do not depend on the layers above them',
    from: /^lib\/adapters\//,
    to: '^lib/(api|td-api|worker|cli|web|start|tools|runtime)/|^lib/start\\.ts$',
  },
  {
    name: 'worker-and-cli-are-entry-points',
    why: 'worker and CLI use runtime and operations, not each other or the web',
    from: /^lib\/(worker|cli)\//,
    to: '^lib/(worker|cli|web|tools)/|^lib/start\\.ts$',
    allow: '^lib/$1/',
  },
  {
    name: 'api-is-an-entry-point',
    why: 'the APIs use runtime and operations; CLI and web use the APIs',
    from: /^lib\/(?:td-)?api\//,
    to: '^lib/(worker|cli|web|start|tools)/|^lib/start\\.ts$',
  },
  {
    name: 'api-does-not-import-td-api',
    why: "TD's names stay in its own API",
    from: /^lib\/api\//,
    to: '^lib/td-api/',
  },
  {
    name: 'commands-import-no-entry-points',
    why: 'entry points perform commands; commands depend on no entry point',
    from: /^lib\/commands\//,
    to: '^lib/(api|td-api|worker|cli|web|start|tools)/|^lib/start\\.ts$',
  },
  {
    name: 'layers-import-no-commands',
    why: 'commands use the runtime, never the other way around',
    from: /^lib\/(core|connectors|operations|adapters|runtime)\//,
    to: '^lib/commands/',
  },
  {
    name: 'pages-perform-commands',
    why: 'pages, actions and handlers reach the product only through commands, so that nothing escapes the permission check',
    from: /^app\//,
    to: '^lib/',
    allow: '^lib/(commands|core|connectors|messages)/|^lib/web/(?!runtime\\.ts$)',
  },
  {
    name: 'lib-imports-no-pages',
    why: 'app → components → lib, never back',
    from: /^lib\//,
    to: '^(app|components)/',
  },
  {
    name: 'components-import-no-pages',
    why: 'app → components, never back',
    from: /^components\//,
    to: '^app/',
  },
  {
    name: 'features-do-not-import-each-other',
    why: 'what two features share is in a shared folder, in paths.ts or in lib',
    from: new RegExp(`^components/(?!(?:${sharedFolders})/)([^/]+)/`),
    to: '^components/',
    allow: `^components/(?:$1|${sharedFolders})/|^components/paths\\.ts$`,
  },
  {
    name: 'shared-components-import-no-features',
    why: 'features import shared folders, never back',
    from: new RegExp(`^components/(?:(?:${sharedFolders})/|paths\\.ts$)`),
    to: '^components/',
    allow: `^components/(?:${sharedFolders})/|^components/paths\\.ts$`,
  },
  {
    name: 'components-import-no-operations',
    why: 'from lib, components take only the core, the registry with its field tables, texts, results of actions and the visitor',
    from: /^components\//,
    to: '^lib/',
    allow: '^lib/(core|connectors|messages)/|^lib/web/(action-result|request/request-visitor)\\.ts$',
  },
  {
    name: 'framework-in-views-only',
    why: 'only app, components, the web process and the texts use React and Next',
    from: /^(lib|bin|examples)\//,
    except: /^lib\/(web|messages)\//,
    to: framework,
  },
  {
    name: 'product-does-not-import-torture',
    why: 'the torture harness assembles the product itself; the product has no switches for it',
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
