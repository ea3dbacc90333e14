import createNextIntlPlugin from 'next-intl/plugin';
import { MAX_BODY_BYTES } from './lib/api/read-body.ts';

/** @type {import('next').NextConfig} */
const config = {
  // Node loads these instead of the bundle: the first ones contain native code or WebAssembly, or start threads; of the others, which are
  // large, the bundle of each route would have a copy.
  serverExternalPackages: [
    'better-sqlite3',
    '@prisma/adapter-better-sqlite3',
    '@prisma/schema-engine-wasm',
    'pino',
    'prom-client',
    'i18n-iso-countries',
    'quickjs-emscripten-core',
    '@jitl/quickjs-wasmfile-release-sync',
    'zod',
    'pg',
    'nodemailer',
    'undici',
    'ajv',
    'libphonenumber-js',
    'currency-codes',
    'iso-3166',
    'iso-639-1',
    'tar',
    'yauzl',
    'saxes',
    're2js',
    'openid-client',
    '@simplewebauthn/server',
    '@zxcvbn-ts/core',
    '@zxcvbn-ts/language-common',
    '@tus/server',
    'yaml',
    'moment',
    'moment-timezone',
    'otpauth',
    'ipaddr.js',
    'commander',
    'cronstrue',
    'croner',
  ],
  // Forms load connectors, but the browser needs neither their sandboxes, which use Node, nor the name lists of repairs.
  turbopack: {
    resolveAlias: {
      './sandbox/*': { browser: './lib/web/browser-stub.ts' },
      './repairs/*': { browser: './lib/web/browser-stub.ts' },
    },
  },
  // The guard limits bodies, large enough for the text of a query; above its own smaller limit, Next would respond with 500.
  experimental: {
    serverActions: { bodySizeLimit: MAX_BODY_BYTES },
    // Nothing reads them, and they take a seventh of the build.
    turbopackSourceMaps: false,
    // Nothing is built a second time there, and writing the cache takes a tenth of the build.
    turbopackFileSystemCacheForBuild: process.env['CI'] === undefined,
  },
  // In development Next logs the arguments of server actions, which may include access tokens.
  logging: { serverFunctions: false },
  // As lib/start/build.ts chooses it; by default, it is random.
  generateBuildId: () => process.env['NEXT_BUILD_ID'] ?? null,
  poweredByHeader: false,
  // TD's Ruby client does not unpack error responses, and on loopback compression costs more than it saves.
  compress: false,
  // The badge would cover the bottom of the rail.
  devIndicators: false,
  // `npm run check` checks types, also in lib and the tests; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
