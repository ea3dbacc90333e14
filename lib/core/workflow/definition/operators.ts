/** What follows `NAME>:`. */
export type CommandKind =
  /** Text or a number. */
  | 'text'
  /** A file of the project, `{data: text}`, or nothing if the task has the option `query`. */
  | 'query'
  /** A file of the project, `{data: text}`, or nothing if the task has the option `body`. */
  | 'template'
  /** `true` or `false`, or a number, of which 0 means false. */
  | 'boolean'
  /** A whole number. */
  | 'number'
  /** A map of lists, also as JSON. */
  | 'lists'
  | 'range'
  | 'duration'
  /** Another workflow file of the project. */
  | 'file'
  /** Another workflow of the project. */
  | 'workflow'
  | 'none'
  | 'any';

/** What the check of a project and the run of a task know about an operator. */
export interface OperatorKind {
  readonly command: CommandKind;
  readonly options: readonly string[];
  readonly required?: readonly string[];
  /** Options of which the task needs at least one. */
  readonly anyOf?: readonly string[];
  /** Pairs of options that exclude each other. */
  readonly exclusive?: readonly (readonly [string, string])[];
  /** Options of TD that this product does not have. */
  readonly unsupported?: readonly string[];
  /**
   * Whether `_retry` runs the operator again when the operator fails. With other operators, `_retry` applies only if
   * tasks that they add fail.
   */
  readonly isRetried?: boolean;
  /** Whether `_retry` keeps the state parameters of the operator, which then continues instead of beginning again. */
  readonly continuesOnRetry?: boolean;
}

const JOB_OPTIONS = ['engine', 'priority', 'job_retry'] as const;
const QUERY_OPTIONS = ['database', ...JOB_OPTIONS] as const;
const DDL_OPTIONS = [
  'create_tables',
  'drop_tables',
  'empty_tables',
  'rename_tables',
  'create_databases',
  'drop_databases',
  'empty_databases',
] as const;
const UNSUPPORTED_OPTIONS = ['engine_version', 'hive_engine_version', 'pool_name', 'preview', 'download_file'] as const;

/** Every supported operator. A new one needs a row here, and an implementation. */
export const OPERATORS: Readonly<Record<string, OperatorKind>> = {
  echo: { command: 'text', options: [] },
  fail: { command: 'any', options: [] },
  if: { command: 'boolean', options: ['_do', '_else_do'], anyOf: ['_do', '_else_do'] },
  for_each: { command: 'lists', options: ['_do', '_parallel'], required: ['_do'] },
  for_range: { command: 'range', options: ['_do', '_parallel'], required: ['_do'] },
  loop: { command: 'number', options: ['_do', '_parallel', 'count'], required: ['_do'] },
  call: { isRetried: true, command: 'file', options: [] },
  require: {
    isRetried: true,
    command: 'workflow',
    options: ['session_time', 'rerun_on', 'ignore_failure', 'retry_attempt_name', 'params'],
    unsupported: ['project_id', 'project_name'],
  },
  wait: { command: 'duration', options: ['blocking', 'poll_interval'], exclusive: [['blocking', 'poll_interval']] },
  mail: {
    isRetried: true,
    command: 'template',
    options: ['body', 'subject', 'to', 'cc', 'bcc', 'from', 'html', 'attach_files'],
    required: ['subject', 'to'],
    unsupported: ['host', 'port', 'username', 'password', 'tls', 'ssl', 'debug'],
  },
  td: {
    isRetried: true,
    command: 'query',
    options: [
      ...QUERY_OPTIONS,
      'query',
      'create_table',
      'insert_into',
      'store_last_results',
      'result_connection',
      'result_settings',
      'result_url',
    ],
    exclusive: [
      ['create_table', 'insert_into'],
      ['result_connection', 'result_url'],
    ],
    unsupported: UNSUPPORTED_OPTIONS,
  },
  td_run: {
    isRetried: true,
    command: 'text',
    options: ['session_time', 'store_last_results'],
    unsupported: UNSUPPORTED_OPTIONS,
  },
  td_result_export: {
    isRetried: true,
    command: 'none',
    options: ['job_id', 'result_connection', 'result_settings'],
    required: ['job_id', 'result_connection'],
  },
  td_ddl: {
    isRetried: true,
    continuesOnRetry: true,
    command: 'none',
    options: ['database', ...DDL_OPTIONS],
    anyOf: DDL_OPTIONS,
  },
  td_for_each: {
    isRetried: true,
    command: 'query',
    options: [...QUERY_OPTIONS, 'query', '_do', '_parallel'],
    required: ['_do'],
    unsupported: UNSUPPORTED_OPTIONS,
  },
  td_wait: {
    isRetried: true,
    command: 'query',
    options: [...QUERY_OPTIONS, 'query', 'interval'],
    unsupported: UNSUPPORTED_OPTIONS,
  },
  td_wait_table: {
    isRetried: true,
    command: 'text',
    options: [...QUERY_OPTIONS, 'rows', 'interval'],
    unsupported: UNSUPPORTED_OPTIONS,
  },
};

/** The kind of a supported operator; undefined for any other name. */
export function operatorKind(name: string): OperatorKind | undefined {
  return Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
}

/** What a refusal of an operator recommends instead; the text of the finding has a sentence for each. */
type Alternative =
  | 'queries'
  | 'calls_elsewhere'
  | 'imports'
  | 'results'
  | 'new_table'
  | 'engines'
  | 'waiting'
  | 'mails'
  | 'parameters'
  | 'nothing';

const REFUSED: Readonly<Record<Alternative, string>> = {
  queries: 'py ipynb rb sh emr ml_train ml_predict',
  calls_elsewhere: 'http http_call s3_copy s3_delete s3_move s3_touch',
  imports: 'td_load td_bulk_load embulk',
  results: 'td_table_export',
  new_table: 'td_partial_delete',
  engines: `pg postgresql mysql redshift redshift_load redshift_unload bq bq_ddl bq_extract bq_load snowflake databricks
    azure_sql_dwh`,
  waiting: 's3_wait gcs_wait',
  mails: 'notify',
  parameters: 'param_set param_get',
  nothing: 'nop',
};

/**
 * Operators of TD and of digdag that are not supported, with what to use instead. Most of them need code, containers or
 * other services.
 */
export const REFUSED_OPERATORS: ReadonlyMap<string, Alternative> = new Map(
  (Object.entries(REFUSED) as [Alternative, string][]).flatMap(([alternative, names]) =>
    names.split(/\s+/).map((name) => [name, alternative] as const),
  ),
);

/** Directives that a task with an operator may have, besides its options. */
export const TASK_DIRECTIVES: ReadonlySet<string> = new Set(
  `_export _retry _error _check _background _after _disable _env _secrets _type _command _do _else_do _parallel _workdir
  _store`.split(/\s+/),
);
