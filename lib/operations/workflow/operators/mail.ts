import type { SendResult } from '../../../core/notification/notification.ts';
import { type ConfigMap, type ConfigValue, isMap } from '../../../core/workflow/config/config-node.ts';
import {
  booleanValue,
  listValue,
  projectPath,
  textOfCommand,
  textValue,
} from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import { isGiven, optionsOf } from './td-options.ts';

/** An email of a task. */
export interface WorkflowMail {
  /** The same for each try, so that duplicates can be recognized. */
  readonly id: string;
  /** Undefined for the sender in the settings. */
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly isHtml: boolean;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly content: string }[];
}

export interface MailPorts {
  /** Throws only before it sends, for example if the settings cannot be read. */
  readonly sendMail: (mail: WorkflowMail, signal: AbortSignal) => Promise<SendResult>;
  /** The text of a problem's code. */
  readonly problemText: (code: string, params: SendResult['params']) => string;
}

/**
 * `mail>` sends an email through the mail server in the settings. The first call only stores that sending has begun;
 * the second one sends. If the process ends in between, it is unknown whether the email arrived: the task fails, and
 * runs again only if it has a `_retry`.
 */
export function mailOperator({ sendMail, problemText }: MailPorts): Operator<AbortSignal> {
  /** The tries that this process has begun, and whose email it has not sent yet. */
  const begunHere = new Set<string>();
  return async (run, signal) => {
    const { attempt, task } = run;
    const id = `workflow-${attempt.id}-${task.id}`;
    // Includes the number of the try, because an earlier try may have begun in this process, and this one in another.
    const key = `${id}-${task.retries}`;
    const mail = mailOf(run, id);
    if (task.stateParams['is_begun'] !== true) {
      begunHere.add(key);
      return { kind: 'wait', untilMs: run.now, stateParams: { is_begun: true } };
    }
    if (!begunHere.delete(key))
      throw new TaskError('The process ended while sending the email, which may or may not have arrived.');
    const { ok, code, params } = await sendMail(mail, signal).catch((error: unknown) => {
      begunHere.add(key);
      throw error;
    });
    if (code === 'not_configured') throw new TaskError('No mail server is set. Set one under Control Panel > Email.');
    const text = code === undefined ? 'The email was sent.' : problemText(code, params);
    if (!ok) throw new TaskError(text);
    run.log(text);
    return { kind: 'success' };
  };
}

function mailOf(run: TaskRun, id: string): WorkflowMail {
  const options = optionsOf(run, 'mail');
  const { from } = options;
  const to = addressesIn(options, 'to');
  if (to.length === 0) throw new TaskError('mail> needs a recipient in to');
  return {
    id,
    to,
    cc: addressesIn(options, 'cc'),
    bcc: addressesIn(options, 'bcc'),
    from: isGiven(from) ? textValue(from, 'from') : undefined,
    subject: textValue(options['subject'], 'subject'),
    body: textOfCommand({ ...run, config: options }, 'body'),
    isHtml: booleanValue(options['html'], 'html'),
    attachments: attachmentsOf(run, options['attach_files']),
  };
}

/** The addresses of an option: one, or a list. */
function addressesIn(options: ConfigMap, name: string): readonly string[] {
  const value = options[name];
  if (!isGiven(value)) return [];
  const isList = Array.isArray(value) || (typeof value === 'string' && value.startsWith('['));
  const list = isList ? listValue(value, name) : [value];
  return list.map((address) => textValue(address, name));
}

function attachmentsOf(run: TaskRun, value: ConfigValue | undefined): WorkflowMail['attachments'] {
  if (!isGiven(value)) return [];
  return listValue(value, 'attach_files').map((file) => {
    if (!isMap(file)) throw new TaskError('attach_files has to be a list of {path, filename, content_type}');
    const path = projectPath(run, textValue(file['path'], 'path'));
    const content = run.files.read(path);
    if (content === undefined) throw new TaskError(`the file ${path} is not in the project`);
    const name = textValue(file['filename'] ?? path.slice(path.lastIndexOf('/') + 1), 'filename');
    return { name, type: textValue(file['content_type'] ?? 'application/octet-stream', 'content_type'), content };
  });
}
