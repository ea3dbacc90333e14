import apiErrors from './en/api-errors.json' with { type: 'json' };
import apiOperations from './en/api-operations.json' with { type: 'json' };
import auditActions from './en/audit-actions.json' with { type: 'json' };
import cli from './en/cli.json' with { type: 'json' };
import cliErrors from './en/cli-errors.json' with { type: 'json' };
import connection from './en/connection.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import fields from './en/fields.json' with { type: 'json' };
import issueTitles from './en/issue-titles.json' with { type: 'json' };
import issues from './en/issues.json' with { type: 'json' };
import jobs from './en/jobs.json' with { type: 'json' };
import log from './en/log.json' with { type: 'json' };
import mails from './en/mails.json' with { type: 'json' };
import securityFindings from './en/security-findings.json' with { type: 'json' };
import sendProblems from './en/send-problems.json' with { type: 'json' };
import settingHelp from './en/setting-help.json' with { type: 'json' };
import status from './en/status.json' with { type: 'json' };
import workflowFindings from './en/workflow-findings.json' with { type: 'json' };
import workflowLog from './en/workflow-log.json' with { type: 'json' };
import jaApiErrors from './ja/api-errors.json' with { type: 'json' };
import jaApiOperations from './ja/api-operations.json' with { type: 'json' };
import jaAuditActions from './ja/audit-actions.json' with { type: 'json' };
import jaCli from './ja/cli.json' with { type: 'json' };
import jaCliErrors from './ja/cli-errors.json' with { type: 'json' };
import jaConnection from './ja/connection.json' with { type: 'json' };
import jaErrors from './ja/errors.json' with { type: 'json' };
import jaFields from './ja/fields.json' with { type: 'json' };
import jaIssueTitles from './ja/issue-titles.json' with { type: 'json' };
import jaIssues from './ja/issues.json' with { type: 'json' };
import jaJobs from './ja/jobs.json' with { type: 'json' };
import jaLog from './ja/log.json' with { type: 'json' };
import jaMails from './ja/mails.json' with { type: 'json' };
import jaSecurityFindings from './ja/security-findings.json' with { type: 'json' };
import jaSendProblems from './ja/send-problems.json' with { type: 'json' };
import jaSettingHelp from './ja/setting-help.json' with { type: 'json' };
import jaStatus from './ja/status.json' with { type: 'json' };
import jaWorkflowFindings from './ja/workflow-findings.json' with { type: 'json' };
import jaWorkflowLog from './ja/workflow-log.json' with { type: 'json' };
import type { Locale } from './locale.ts';

/** The texts used outside of pages, by language; of `jobs`, only the reasons. */
const en = {
  'api-errors': apiErrors,
  'api-operations': apiOperations,
  'audit-actions': auditActions,
  cli,
  'cli-errors': cliErrors,
  connection,
  'send-problems': sendProblems,
  errors,
  fields,
  'issue-titles': issueTitles,
  issues,
  reasons: jobs.reasons,
  log,
  mails,
  'security-findings': securityFindings,
  'setting-help': settingHelp,
  status,
  'workflow-findings': workflowFindings,
  'workflow-log': workflowLog,
};

const ja: Record<Catalog, Texts> = {
  'api-errors': jaApiErrors,
  'api-operations': jaApiOperations,
  'audit-actions': jaAuditActions,
  cli: jaCli,
  'cli-errors': jaCliErrors,
  connection: jaConnection,
  'send-problems': jaSendProblems,
  errors: jaErrors,
  fields: jaFields,
  'issue-titles': jaIssueTitles,
  issues: jaIssues,
  reasons: jaJobs.reasons,
  log: jaLog,
  mails: jaMails,
  'security-findings': jaSecurityFindings,
  'setting-help': jaSettingHelp,
  status: jaStatus,
  'workflow-findings': jaWorkflowFindings,
  'workflow-log': jaWorkflowLog,
};

export type Catalog = keyof typeof en;
export type Texts = Readonly<Record<string, string>>;

export const catalogs: Readonly<Record<Locale, Record<Catalog, Texts>>> = { en, ja };
