import createNextIntlPlugin from 'next-intl/plugin';
import { MAX_BODY_BYTES } from './lib/api/read-body.ts';

/** @type {import('next').NextConfig} */
const config = {
  // They hold native code or start threads of their own: Node loads them, not the bundle.
  serverExternalPackages: [
    'better-sqlite3',
    '@prisma/adapter-better-sqlite3',
    '@prisma/schema-engine-wasm',
    'pino',
    'prom-client',
    'i18n-iso-countries',
  ],
  // Forms load connectors; their sandboxes, which are Node's, and the lists of names that repairs bring along stay out of
  // what the browser is given.
  turbopack: {
    resolveAlias: {
      './sandbox/*': { browser: './lib/web/browser-stub.ts' },
      './repairs/*': { browser: './lib/web/browser-stub.ts' },
    },
  },
  // The guard bounds bodies, and lets a query's text through: a smaller bound of Next's own would answer 500.
  experimental: { serverActions: { bodySizeLimit: MAX_BODY_BYTES } },
  // In development Next prints what server actions are called with: an access token stands in no log.
  logging: { serverFunctions: false },
  poweredByHeader: false,
  // TD's Ruby client unpacks only answers that went well, and on loopback packing costs more than it saves.
  compress: false,
  // In development its badge covers the bottom of the rail.
  devIndicators: false,
  // `npm run check` does that, for all of lib and the tests too; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
