// Part of npm run check: lints the document of the HTTP API, or the one in FILE. Nothing is fetched, no setting read.
import { readFileSync } from 'node:fs';
import { createConfig, formatProblems, getTotals, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from '../api/openapi.ts';

const [, , file] = process.argv;
const source = file === undefined ? JSON.stringify(openApiDocument(), null, 2) : readFileSync(file, 'utf8');

/** The recommended rules, and that everything is described. What only warns there fails here. */
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
console.log(`${operations} operations of the HTTP API, ${problems.length} against a rule`);
// A check that saw nothing has found nothing out.
process.exit(problems.length > 0 || operations === 0 ? 1 : 0);
