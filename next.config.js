import createNextIntlPlugin from 'next-intl/plugin';
import { MAX_BODY_BYTES } from './lib/api/read-body.ts';

/** @type {import('next').NextConfig} */
const config = {
  // Loaded by Node, not bundled: packages that contain native code or WebAssembly or start threads, and large packages,
  // of which each route's bundle would have a copy.
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
  // Forms load connectors, but the browser needs neither their sandboxes, which use Node, nor the repairs with their
  // lists of names.
  turbopack: {
    resolveAlias: {
      './sandbox/*': { browser: './lib/web/browser-stub.ts' },
      './repairs/*': { browser: './lib/web/browser-stub.ts' },
    },
  },
  // The guard limits bodies, and allows the text of a query. Above its own, smaller limit, Next would respond with 500.
  experimental: {
    serverActions: { bodySizeLimit: MAX_BODY_BYTES },
    // Nothing reads the source maps, and they take a seventh of the build.
    turbopackSourceMaps: false,
    // CI builds nothing twice, and writing the cache takes a tenth of the build.
    turbopackFileSystemCacheForBuild: process.env['CI'] === undefined,
  },
  // In development, Next logs the arguments of server actions, which may include access tokens.
  logging: { serverFunctions: false },
  // The id that lib/start/build.ts chooses; Next's default is random.
  generateBuildId: () => process.env['NEXT_BUILD_ID'] ?? null,
  poweredByHeader: false,
  // TD's Ruby client does not unpack error responses, and on loopback compression costs more than it saves.
  compress: false,
  // The badge would cover the bottom of the rail.
  devIndicators: false,
  // `npm run check` checks types, including those of lib and the tests; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
