// Part of npm run check: lints the OpenAPI document of the HTTP API, or FILE. Fetches nothing and reads no settings.
import { readFileSync } from 'node:fs';
import { createConfig, formatProblems, getTotals, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from '../api/openapi.ts';
import { countOf } from './count-of.ts';

const [, , file] = process.argv;
const source = file === undefined ? JSON.stringify(openApiDocument(), null, 2) : readFileSync(file, 'utf8');

/** The recommended rules, plus descriptions of everything. Warnings count as errors. */
const config = await createConfig({
  extends: ['recommended'],
  rules: {
    'info-contact': 'error',
    'operation-description': 'error',
    'parameter-description': 'error',
    'tag-description': 'error',
    'no-unused-components': 'error',
  },
});
const problems = await lintFromString({ source, config, absoluteRef: file ?? 'openapi.json' });
const totals = getTotals(problems);
if (problems.length > 0) formatProblems(problems, { format: 'codeframe', totals, version: '' });

const { paths } = JSON.parse(source) as { paths: Readonly<Record<string, object>> };
const operations = Object.values(paths).flatMap((path) => Object.keys(path)).length;
console.log(`${operations} operations of the HTTP API, ${countOf(problems.length, 'problem')}`);
// If no operation was found, the check did not work.
process.exit(problems.length > 0 || operations === 0 ? 1 : 0);
