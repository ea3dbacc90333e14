/** Templates for the first workflow of a project. Their titles and texts are in the messages, under these names. */
export const TEMPLATES = ['hello', 'export', 'daily'] as const;
export type Template = (typeof TEMPLATES)[number];

const HELLO = `+hello:
  echo>: Session \${session_time} runs.

+goodbye:
  echo>: Done.
`;

const EXPORT = `timezone: UTC

_export:
  td:
    database: sample_datasets

+send:
  td>: queries/conversions.sql
  # The name of an authentication. A run in the sandbox sends nothing to it.
  result_connection: Sandbox
  result_settings:
    ad_account_id: 549764609761
    skip_invalid_record: true

+report:
  echo>: Job \${td.last_job_id} sent the conversions of \${session_date}.
`;

const EXPORT_QUERY = `SELECT
  'add_to_cart' AS event_name
  ,'app_android' AS action_source
  ,now() AS event_time
  ,'\${session_date_compact}-1' AS event_id
  ,'some_one@mail.com' AS em
FROM
  your_table
`;

const DAILY = `timezone: Asia/Tokyo

schedule:
  daily>: 05:30:00
  skip_on_overtime: true

_export:
  td:
    database: sample_datasets

+count:
  td>: queries/count.sql
  store_last_results: true

+show:
  echo>: \${td.last_results.records} records

_error:
  echo>: "\${error.message}"
`;

const DAILY_QUERY = `SELECT count(*) AS records
FROM conversions
`;

export const TEMPLATE_FILES: Readonly<Record<Template, ReadonlyMap<string, string>>> = {
  hello: new Map([['hello.dig', HELLO]]),
  export: new Map([
    ['conversions.dig', EXPORT],
    ['queries/conversions.sql', EXPORT_QUERY],
  ]),
  daily: new Map([
    ['daily.dig', DAILY],
    ['queries/count.sql', DAILY_QUERY],
  ]),
};
