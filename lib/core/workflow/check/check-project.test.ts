import { expect, test } from 'vitest';
import { expressionSyntax } from '../../../adapters/expressions/expression-syntax.ts';
import { translate } from '../../../messages/translate.ts';
import { nodeValue } from '../config/config-node.ts';
import { loadConfig } from '../config/include.ts';
import { readConfig } from '../config/read-config.ts';
import { REFUSED_OPERATORS } from '../definition/operators.ts';
import { Findings } from '../findings.ts';
import type { ProjectFiles } from '../project-files.ts';
import { checkProject } from './check-project.ts';

const syntax = await expressionSyntax();

type Files = Readonly<Record<string, string>>;

const MISSING = 'workflow_database_missing';

/** Each finding as `file:line code`, except missing databases, which most tests leave out. */
function check(files: Files): readonly string[] {
  return checkAll(files).filter((finding) => !finding.includes(MISSING));
}

function checkAll(files: Files): readonly string[] {
  const project = { paths: Object.keys(files), read: (path: string) => files[path] };
  return checkProject(project, syntax).findings.map(
    ({ file, line, level, code }) => `${file}:${line} ${code}${level === 'warning' ? ' (warning)' : ''}`,
  );
}

const codes = (files: Files) => check(files).map((finding) => finding.split(' ')[1]);
const chain = (operator: string): Files =>
  Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`w${n}.dig`, `+a: {${operator}>: w${n + 1}}`]));
const echoes = (count: number) => Array.from({ length: count }, (_, index) => `+t${index}: {echo>: x}`).join('\n');

test('finds queries for which neither the task nor an _export above it sets the database', () => {
  const query = (indent: string) => `\n${indent}td>: {data: SELECT 1}`;
  const files = {
    'none.dig': `+a:${query('  ')}\n+b:\n  td_wait>: {data: SELECT 1}\n  _error:${query('    ')}\n+c: {td_ddl>: , create_tables: [shop.orders]}`,
    'empty.dig': `_export: {td: {engine: presto}}\n+a:${query('  ')}\n  database: ''`,
    'task.dig': `+a:${query('  ')}\n  database: shop\n+b:${query('  ')}\n  database: \${shop}`,
    'top.dig': `_export: {td: {database: shop}}\n+a:\n  +b:${query('    ')}\n    _error:${query('      ')}`,
    'group.dig': `+a:\n  _export: {td: {database: shop}}\n  +b:${query('    ')}\n+c:${query('  ')}`,
    'loop.dig': `+a:\n  for_each>: {x: [1]}\n  _export: {td: "\${shop}"}\n  _do:${query('    ')}`,
    'calls.dig': `+a:\n  call>: called`,
    'called.dig': `+a:${query('  ')}`,
  };
  const places = checkAll(files).map((finding) => finding.split(' '));
  expect(places.filter(([, code]) => code !== MISSING)).toEqual([]);
  expect(places.map(([place]) => place)).toEqual([
    'empty.dig:3',
    'group.dig:6',
    'none.dig:2',
    'none.dig:4',
    'none.dig:6',
  ]);
});

test.each<[string, Files, readonly string[]]>([
  ['a project without workflows', { 'a.sql': 'SELECT 1' }, ['.:1 workflow_project_empty']],
  [
    'unsupported operators, also within directives',
    { 'w.dig': '+a:\n  py>: x\n  _error:\n    sh>: y\n+b:\n  if>: ${x}\n  _do:\n    http>: z\n+c:\n  ech>: a' },
    [
      'w.dig:2 workflow_operator_unsupported',
      'w.dig:4 workflow_operator_unsupported',
      'w.dig:8 workflow_operator_unsupported',
      'w.dig:10 workflow_operator_unknown_near',
    ],
  ],
  [
    'unsupported operators, also in a file that is not valid YAML',
    { 'w.dig': '+a:\n  py>: x\n+b:\n  subject: [${x}] text' },
    ['w.dig:2 workflow_operator_unsupported', 'w.dig:4 workflow_yaml_invalid'],
  ],
  [
    'intervals that are no durations of at least a second',
    {
      'w.dig':
        '+a: {td_wait_table>: t, interval: often}\n+b: {td_wait>: {data: SELECT 1}, interval: 0s}\n+c: {td_wait_table>: t, interval: 1m}',
    },
    ['w.dig:1 workflow_duration_invalid', 'w.dig:2 workflow_duration_invalid'],
  ],
  [
    'a file with more than one document',
    { 'w.dig': '+a: {echo>: x}\n---\n+b: {echo>: y}' },
    ['w.dig:2 workflow_yaml_documents'],
  ],
  [
    'files that are missing or outside the project',
    {
      'w.dig': '+a:\n  td>: a.sql\n+b:\n  td>: ../b.sql\n+c:\n  call>: sub/c\n+d:\n  td>: ${x}.sql',
      'sub/c.dig': '+x:\n  td>: b.sql',
    },
    ['sub/c.dig:2 workflow_file_missing_near', 'w.dig:2 workflow_file_missing', 'w.dig:4 workflow_path_outside'],
  ],
  [
    'inclusions of a missing file, of one outside the project, and of the file itself',
    {
      'w.dig': '!include : a.dig\n+b:\n  !include : ../x.dig\n+c:\n  !include : no.dig',
      'a.dig': '_export:\n  !include : a.dig',
    },
    ['a.dig:2 workflow_include_circle', 'w.dig:3 workflow_path_outside', 'w.dig:5 workflow_file_missing'],
  ],
  [
    'workflows that call each other endlessly',
    { 'a.dig': '+x:\n  call>: b', 'b.dig': '+x:\n  call>: a.dig' },
    ['b.dig:2 workflow_call_circle'],
  ],
  [
    'each missing option of a task, and each invalid expression of a text',
    { 'w.dig': '+a:\n  mail>: {data: x}\n+b:\n  echo>: ${a +} ${b +}' },
    [
      'w.dig:2 workflow_option_required',
      'w.dig:2 workflow_option_required',
      'w.dig:4 workflow_expression_invalid',
      'w.dig:4 workflow_expression_invalid',
    ],
  ],
  [
    'problems of the files that a task names with _type and _command',
    {
      'w.dig': '+a:\n  _type: td\n  _command: q.sql\n+b:\n  _type: call\n  _command: w',
      'q.sql': 'SELECT ${b ? 1}',
    },
    ['q.sql:1 workflow_expression_invalid', 'w.dig:5 workflow_call_circle'],
  ],
  [
    'workflows that wait for each other endlessly, also through a call',
    {
      'a.dig': '+x:\n  require>: b',
      'b.dig': '+x:\n  call>: sub/c',
      'c.dig': '+x:\n  require>: c\n  session_time: ${last_session_time}',
      'd.dig': '+x:\n  require>: d',
      'sub/c.dig': '+x: {echo>: x}\n+y:\n  require>: a',
    },
    ['d.dig:2 workflow_require_circle', 'sub/c.dig:3 workflow_require_circle'],
  ],
  [
    'more tasks than an attempt can have, except in the tasks of a failure',
    {
      'a.dig': echoes(999),
      'b.dig': echoes(1000),
      'c.dig': `+x:\n  if>: true\n  _do: {${echoes(1000).replaceAll('\n', ', ')}}\n`,
      'd.dig': `+x: {echo>: x}\n_error: {${echoes(1000).replaceAll('\n', ', ')}}\n`,
    },
    ['b.dig:1 workflow_tasks_too_many', 'c.dig:3 workflow_tasks_too_many'],
  ],
  [
    'wrong options of td>',
    {
      'w.dig':
        '+a:\n  td>:\n    data: SELECT 1\n  create_table: orders\n  insert_into: old_orders\n' +
        '+b:\n  td>:\n  query: SELECT 1\n  result_settings: {}\n+c:\n  td>:\n' +
        '+d:\n  td>: {data: x}\n  preview: true\n  databse: y\n' +
        '+e:\n  td>: {data: x}\n  engine: hive\n+f:\n  td>: {data: x}\n  engine: presto\n+g:\n  td>: {data: x}\n  engine: ${e}\n',
    },
    [
      'w.dig:2 workflow_options_exclude',
      'w.dig:9 workflow_settings_without_connection',
      'w.dig:11 workflow_command_query_invalid',
      'w.dig:14 workflow_option_unsupported',
      'w.dig:15 workflow_option_unknown (warning)',
      'w.dig:18 workflow_engine_unsupported',
    ],
  ],
  [
    'what is missing or wrong in loops, waits and retries',
    {
      'w.dig':
        '+a:\n  for_each>: {}\n  _do: {echo>: x}\n+b:\n  for_range>: {from: 0, to: 9}\n  _do: {echo>: x}\n' +
        '+c:\n  loop>: many\n  _do: {echo>: x}\n+d:\n  wait>: soon\n+e:\n  if>: true\n' +
        '+f:\n  echo>: x\n  _retry: {interval: 1, interval_type: linear}\n',
    },
    [
      'w.dig:2 workflow_command_lists_invalid',
      'w.dig:5 workflow_command_range_invalid',
      'w.dig:8 workflow_command_number_invalid',
      'w.dig:11 workflow_command_duration_invalid',
      'w.dig:13 workflow_option_one_of',
      'w.dig:16 workflow_retry_limit_missing',
      'w.dig:16 workflow_retry_type_invalid',
    ],
  ],
  [
    'values that an operator would refuse when it runs',
    {
      'w.dig':
        '+a:\n  if>: yes\n  _do: {echo>: x}\n+b:\n  for_each>: {a: [1], b: apple, c: "[1]", d: "${x}"}\n  _do: {echo>: x}\n' +
        '+c:\n  loop>: 1001\n  _do: {echo>: x}\n+d:\n  for_range>: {from: 0, to: 2001, step: 2}\n  _do: {echo>: x}\n' +
        '+e:\n  td_ddl>:\n  create_tables: runs\n  drop_tables: [a, b.c, "${x}.d.e"]\n  rename_tables: [{from: a}]\n' +
        '+f:\n  mail>: {data: x}\n  subject: x\n  to: [ops]\n  cc: "Ops <ops@shop.test>, ${x}"\n  bcc: ["${x}"]\n' +
        '+g:\n  if>: 1\n  _do: {echo>: x}\n+h:\n  for_each>: {a: ONES, b: ONES}\n  _do: {echo>: x}\n'.replaceAll(
          'ONES',
          JSON.stringify(Array.from({ length: 32 }, () => 1)),
        ),
    },
    [
      'w.dig:2 workflow_command_boolean_invalid',
      'w.dig:5 workflow_list_invalid',
      'w.dig:8 workflow_repeats_too_many',
      'w.dig:11 workflow_repeats_too_many',
      'w.dig:15 workflow_names_invalid',
      'w.dig:17 workflow_renames_invalid',
      'w.dig:21 workflow_address_invalid',
      'w.dig:28 workflow_repeats_too_many',
    ],
  ],
  [
    'statements that are not queries, or more than one',
    {
      'w.dig':
        '+a:\n  td>: {data: DROP TABLE a}\n+b:\n  td>: {data: "SELECT 1; SELECT 2"}\n+c:\n  td>: q.sql\n' +
        '+d:\n  td_wait>:\n  query: INSERT INTO ${a} SELECT 1\n+e:\n  td>: {data: "${a}"}\n+f:\n  td>: {data: "drop${a}"}\n' +
        '+g:\n  td>: {data: "-- DROP\\nSELECT 1;"}\n+h:\n  td>: ""\n  query: DROP TABLE a\n',
      'q.sql': '-- first\nCREATE TABLE a AS SELECT 1',
    },
    [
      'q.sql:1 workflow_query_only_select',
      'w.dig:2 workflow_query_only_select',
      'w.dig:4 workflow_query_one_statement',
      'w.dig:9 workflow_query_only_select',
      'w.dig:18 workflow_query_only_select',
    ],
  ],
  [
    'an invalid schedule, time zone and sla',
    { 'w.dig': 'timezone: Asia/Tokio\nschedule:\n  daily>: 7\nsla:\n  time: 1\n  +a: {echo>: x}\n+a: {echo>: x}' },
    [
      'w.dig:1 workflow_time_zone_unknown',
      'w.dig:3 workflow_schedule_time_invalid',
      'w.dig:5 workflow_sla_limit_invalid',
    ],
  ],
  [
    'a range of numbers too large to count exactly, in which a run would count forever',
    {
      'w.dig': '+a:\n  for_range>: {from: 100000000000000000, to: 100000000000000010, step: 1}\n  _do: {echo>: x}\n',
    },
    ['w.dig:2 workflow_range_number_invalid', 'w.dig:2 workflow_range_number_invalid'],
  ],
  [
    'nonexistent dates in a schedule, which would otherwise have no end',
    { 'w.dig': 'schedule:\n  daily>: 07:00:00\n  start: 2026-02-30\n  end: 2026-06-31\n+a: {echo>: x}\n' },
    ['w.dig:3 workflow_schedule_date_invalid', 'w.dig:4 workflow_schedule_date_invalid'],
  ],
  [
    'a start so far in the future that the workflow would never run',
    { 'w.dig': 'schedule:\n  daily>: 07:00:00\n  start: 3000-01-01\n+a: {echo>: x}\n' },
    ['w.dig:3 workflow_schedule_start_too_late'],
  ],
  [
    'nothing wrong with an end far in the future',
    { 'w.dig': 'schedule:\n  daily>: 07:00:00\n  end: 9999-12-31\n+a: {echo>: x}\n' },
    [],
  ],
  [
    'unknown names, even those that every object inherits',
    {
      'w.dig':
        'schedule:\n  constructor>: x\n+a:\n  constructor>: x\n  toString: 1\n+b:\n  echo>: x\n  __defineGetter__: 1\n',
    },
    [
      'w.dig:2 workflow_schedule_kind_unknown',
      'w.dig:4 workflow_operator_unknown',
      'w.dig:8 workflow_directive_unknown',
    ],
  ],
  [
    'more than one schedule',
    { 'w.dig': 'schedule:\n  daily>: 07:00:00\n  hourly>: "30:00"\n+a: {echo>: x}' },
    ['w.dig:3 workflow_schedule_kind_twice'],
  ],
  [
    'invalid expressions, also in queries',
    { 'w.dig': '+a:\n  echo>: ${a +}\n+b:\n  td>: q.sql', 'q.sql': 'SELECT\n  ${b ? 1}' },
    ['q.sql:2 workflow_expression_invalid', 'w.dig:2 workflow_expression_invalid'],
  ],
  [
    'templates in a _retry that does not run an operator again',
    {
      'w.dig':
        '+a:\n  _retry: "${n}"\n  +b:\n    td>: {data: SELECT 1}\n    _retry: "${n}"\n' +
        '+c:\n  loop>: 2\n  _retry: {limit: 1, interval: "${n}"}\n  _do: {echo>: x}\n',
    },
    ['w.dig:2 workflow_retry_not_evaluated (warning)', 'w.dig:8 workflow_retry_not_evaluated (warning)'],
  ],
  [
    'directives of groups that never take effect, also in tasks of directives and in called files',
    {
      'w.dig':
        'timezone: Asia/Tokyo\nschedule: {daily>: 07:00:00}\n_check: {fail>: x}\n+a:\n  _check: {fail>: x}\n' +
        '  timezone: UTC\n  schedule: {daily>: 07:00:00}\n  sla: {time: "02:00", alert: true}\n' +
        '  +b: {echo>: x, _check: {fail>: x}}\n+c:\n  if>: true\n  _do:\n    _check: {fail>: x}\n' +
        '    +d: {call>: sub/c}\n',
      'sub/c.dig': 'timezone: UTC\n_check: {fail>: x}\n+e: {echo>: x}\n',
    },
    [
      'sub/c.dig:2 workflow_check_of_group (warning)',
      'w.dig:3 workflow_check_of_group (warning)',
      'w.dig:5 workflow_check_of_group (warning)',
      'w.dig:6 workflow_only_at_top (warning)',
      'w.dig:7 workflow_only_at_top (warning)',
      'w.dig:8 workflow_only_at_top (warning)',
      'w.dig:13 workflow_check_of_group (warning)',
    ],
  ],
  [
    // As in digdag, a group that is not disabled must not have `_disable`.
    'a group with _disable, unless it is disabled',
    { 'w.dig': '+a:\n  _disable: true\n  +x: {py>: x}\n+b:\n  _disable: false\n  +x: {echo>: x}' },
    ['w.dig:5 workflow_key_unknown'],
  ],
  [
    'a required workflow that does not exist',
    { 'w.dig': '+a:\n  require>: x', 'xy.dig': '+a:\n  require>: w', 'z.dig': '+a:\n  require>: w.dig' },
    ['w.dig:2 workflow_unknown_near', 'z.dig:2 workflow_unknown_near'],
  ],
  [
    'options of queries that an attempt would refuse, unless they are templates',
    {
      'w.dig':
        '+a:\n  td>: {data: SELECT 1}\n  create_table: My-Table\n  priority: 3\n  job_retry: 1000\n' +
        '+b:\n  td>: {data: SELECT 1}\n  insert_into: shop.t\n  result_url: "mysql://u:${secret:p}@host/db/table"\n' +
        '+c:\n  td>: {data: SELECT 1}\n  insert_into: shop.orders.old\n' +
        '+d:\n  td>: {data: SELECT 1}\n  create_table: "${x}"\n  priority: very_high\n  job_retry: "${n}"\n' +
        '  result_url: "${url}"\n+e:\n  td>: {data: SELECT 1}\n  create_table: 20261130\n  priority: -2\n  job_retry:\n' +
        '+f:\n  td_wait>: {data: SELECT 1}\n  priority: urgent\n+g:\n  td>: {data: SELECT 1}\n  priority: ""\n  job_retry: ""',
    },
    [
      'w.dig:3 workflow_name_malformed',
      'w.dig:4 workflow_priority_invalid',
      'w.dig:5 workflow_job_retry_invalid',
      'w.dig:8 workflow_name_malformed',
      'w.dig:9 workflow_result_url_unsupported',
      'w.dig:12 workflow_name_malformed',
      'w.dig:26 workflow_priority_invalid',
      'w.dig:29 workflow_priority_invalid',
      'w.dig:30 workflow_job_retry_invalid',
    ],
  ],
  [
    'an engine of exported defaults in which no query can run',
    {
      'w.dig':
        '_export:\n  td: {database: shop, engine: hive}\n+a:\n  _export:\n    td: {engine: presto}\n' +
        '  td>: {data: SELECT 1}\n  engine:\n+b:\n  _export:\n    td: {engine: "${e}"}\n  td>: {data: SELECT 1}',
    },
    ['w.dig:2 workflow_engine_unsupported (warning)'],
  ],
  [
    'names of tables and databases that td_ddl> could not create',
    {
      'w.dig':
        '+a:\n  td_ddl>:\n  create_tables: ["${x}", Shop.orders]\n  empty_tables: [shop.orders]\n' +
        '  drop_tables: [Old]\n  create_databases: [main, shop]\n  rename_tables: [{from: A, to: b}]',
    },
    ['w.dig:3 workflow_name_malformed', 'w.dig:6 workflow_name_malformed', 'w.dig:7 workflow_name_malformed'],
  ],
])('finds %s', (_, files, findings) => expect(check(files)).toEqual(findings));

const numberedFiles = (count: number, textOf: (index: number) => string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.yml`, textOf(index)]));
const lines = (count: number, lineOf: (index: number) => string) => Array.from({ length: count }, (_, i) => lineOf(i));

// Without limits, each of these takes minutes, or exhausts memory or the stack.
test.each<[string, Files, string]>([
  [
    'files that include the next one in each of their maps',
    {
      'w.dig': '_export:\n  !include : 0.yml\n+a: {echo>: x}',
      ...numberedFiles(15, (index) => 'abcdefghij'.replaceAll(/./g, `$&:\n  !include : ${index + 1}.yml\n`)),
      '15.yml': 'a: 1',
    },
    'workflow_includes_too_large',
  ],
  [
    'workflows that include the same large file',
    {
      ...Object.fromEntries(
        lines(60, String).map((n) => [`w${n}.dig`, '_export:\n  !include : l.yml\n+a: {echo>: x}']),
      ),
      'l.yml': `text: ${'x'.repeat(900_000)}`,
    },
    'workflow_project_too_large',
  ],
  ['deeply nested brackets', { 'w.dig': `+a:\n  echo>: ${'['.repeat(9000)}` }, 'workflow_file_too_complex'],
  [
    'aliases of a long text',
    { 'w.dig': `_export:\n  x: &x ${'x'.repeat(100_000)}\n  y: [${lines(1000, () => '*x')}]\n+a: {echo>: x}` },
    'workflow_file_too_complex',
  ],
  [
    'invalid expressions in a query',
    { 'w.dig': '+a:\n  td>: q.sql', 'q.sql': '${1+}\n'.repeat(50_000) },
    'workflow_findings_too_many',
  ],
  ['repeated keys', { 'w.dig': 'a: 1\n'.repeat(20_000) }, 'workflow_findings_too_many'],
  [
    'different expressions',
    { 'w.dig': '+a:\n  td>: q.sql', 'q.sql': lines(10_001, (n) => `\${${n}+1}`).join('\n') },
    'workflow_expressions_too_many',
  ],
  [
    'chunks of a parallel group',
    { 'w.dig': `+a: {echo>: x}\n_error:\n  _parallel: {limit: 5000}\n  ${echoes(10_000).replaceAll('\n', '\n  ')}` },
    'workflow_tasks_too_many',
  ],
  ['workflows that call the next one', { ...chain('call'), 'w5000.dig': '+a: {echo>: x}' }, 'workflow_calls_too_deep'],
  [
    'workflows that wait for the next one',
    { ...chain('require'), 'w5000.dig': '+a: {echo>: x}' },
    'workflow_calls_too_deep',
  ],
])('the check ends even with %s', (_, project, code) => expect(codes(project)).toContain(code));

test('finds no problem in a project that uses many features', () => {
  const files = {
    'daily.dig':
      'timezone: Asia/Tokyo\nschedule:\n  daily>: 07:00:00\n  skip_on_overtime: true\n  skip_delayed_by: 30m\n' +
      'sla:\n  duration: 02:00\n  alert: true\n_export:\n  !include : config/params.yml\n  td: {database: shop}\n' +
      '_error:\n  mail>: {data: "${error.message}"}\n  subject: Failed\n  to: [a@shop.test]\n' +
      '+load:\n  td>: queries/load.sql\n  create_table: loaded\n  store_last_results: true\n' +
      '+each:\n  for_each>: {shop: [a, b]}\n  _parallel: {limit: 2}\n  _do:\n    call>: sub/shop.dig\n' +
      '+later:\n  _parallel: true\n  +x:\n    wait>: 10s\n  +y:\n    require>: weekly\n    _after: [+x]\n',
    'weekly.dig': 'schedule:\n  weekly>: Mon,09:00:00\n+a:\n  td_run>: 12\n  _retry: {limit: 3, interval: 5}\n',
    'config/params.yml': 'days: 7\n',
    'queries/load.sql': "SELECT '${moment(session_time).add(1, 'day').format('YYYY-MM-DD')}'",
    'sub/shop.dig': '+a:\n  td>: q.sql\n',
    'sub/q.sql': 'SELECT ${shop}',
  };
  expect(check(files)).toEqual([]);
});

test('a merged inclusion keeps the order of entries, and later entries replace its own', () => {
  const files: Files = {
    'w.dig': '!include : base.yml\n+a:\n  echo>: own\n+c:\n  py>: x',
    'base.yml': '+a:\n  py>: x\n+b:\n  sh>: y',
  };
  expect(check(files)).toEqual(['base.yml:4 workflow_operator_unsupported', 'w.dig:5 workflow_operator_unsupported']);
  const root = loadConfig({ paths: Object.keys(files), read: (path) => files[path] }, 'w.dig', new Findings());
  expect(root?.entries.map(({ key }) => key)).toEqual(['+a', '+b', '+c']);
});

test.each([
  ['a text block', '+a:\n  echo>: |\n    hello\n    !include : file.txt\n', 'hello\n!include : file.txt\n'],
  ['a folded text', "+a:\n  echo>: 'hello\n    !include : file.txt'\n", 'hello !include : file.txt'],
  ['a text in double quotes', '+a:\n  echo>: "hello\n    !include : file.txt"\n', 'hello !include : file.txt'],
  [
    'a text with a private-use character',
    '+a:\n  echo>: |\n    \ue0000000000\n    !include : x\n',
    '\ue0000000000\n!include : x\n',
  ],
])('a line that looks like an inclusion stays as it is in %s', (_, text, echoed) => {
  const { root } = readConfig(`${text}+b:\n  !include : b.dig\n`, 'w.dig');
  expect(root && nodeValue(root)).toEqual({ '+a': { 'echo>': echoed }, '+b': { '!include': 'b.dig' } });
});

test('an alias refers to the last node before it with its anchor, also in a file with many aliases', () => {
  const anchors = '_export:\n  a: &x [one]\n  b: &m {list: *x}\n  c: &x [two]\n  d: *x\n  e: *m\n';
  const files = { 'w.dig': `${anchors}+a: {echo>: x}\n` };
  expect(check(files)).toEqual([]);
  expect(readConfig(files['w.dig'], 'w.dig').root).toMatchObject({
    entries: [
      {
        value: {
          entries: [{}, {}, {}, { key: 'd', value: listOf('two') }, { value: { entries: [{ value: listOf('one') }] } }],
        },
      },
      {},
    ],
  });
  const many = Array.from({ length: 30_000 }, () => '*x').join();
  expect(check({ 'w.dig': `_export:\n  a: &x y\n  b: [${many}]\n+a: {echo>: x}\n` })).toEqual([]);
});

test('a long query without blanks before a template is checked', () => {
  const ids = Array.from({ length: 11_000 }, () => '1234567').join();
  const query = `SELECT a FROM t WHERE id IN (${ids}) AND day = '\${session_date}'`;
  expect(check({ 'w.dig': '+a: {td>: q.sql, database: d}\n', 'q.sql': query })).toEqual([]);
});

test('an entry of a map has priority over one that `<<` merges into the map, before or after the entry', () => {
  const text =
    '_export: {td: &td {database: other, engine: presto}}\n' +
    '+a: {<<: *td, database: own}\n+b: {database: own, <<: *td}\n';
  const root = loadConfig({ paths: ['w.dig'], read: () => text }, 'w.dig', new Findings());
  const own = { database: 'own', engine: 'presto' };
  expect(root && nodeValue(root)).toMatchObject({ '+a': own, '+b': own });
});

const listOf = (value: string) => ({ items: [{ value }] });

test('a duration may have any number of blanks', () => {
  const delayed = (duration: string) => ({
    'w.dig': `schedule:\n  daily>: 07:00:00\n  skip_delayed_by: "${duration}"\n+a: {echo>: x}`,
  });
  const blanks = ' '.repeat(20_000);
  expect(check(delayed(`${blanks}1d${blanks}2 h${blanks}3M ${blanks}4s${blanks}`))).toEqual([]);
  expect(check(delayed(`1d${blanks}x`))).toEqual(['w.dig:3 workflow_duration_invalid']);
});

test.each(['en', 'ja'] as const)('a refusal of an operator says in %s what to use instead', (locale) => {
  const operators = [...REFUSED_OPERATORS.keys()];
  const dig = operators.map((name, index) => `+t${index}: {${name}>: x}`).join('\n');
  const files: ProjectFiles = { paths: ['w.dig'], read: () => dig };
  const { findings } = checkProject(files, () => undefined);
  const sentences = findings.map(({ code, params }) => {
    const text = translate('workflow-findings', code, params, locale);
    return text.slice(text.indexOf('>') + 1).replace(/^[^.。]*[.。]/, '');
  });
  const alternatives = new Set(REFUSED_OPERATORS.values());
  expect(findings).toHaveLength(operators.length);
  expect(new Set(sentences).size).toBe(alternatives.size);
  expect(sentences).not.toContain('');
});
