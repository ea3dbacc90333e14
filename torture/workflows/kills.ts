import type { Deployment } from '../kit/deployment.ts';
import { Program } from '../kit/process.ts';
import type { Random } from '../kit/random.ts';
import type { Observer } from './observed.ts';
import type { WorkflowName } from './project.ts';

export type Victim = 'console' | 'worker' | 'web' | 'shell';

/** Runs attempts until it is killed. */
export interface Runner {
  start(workflow: WorkflowName, session: string): Promise<void>;
  /** Restarts what was killed. */
  ensureRunning(observer: Observer): Promise<void>;
  kill(random: Random): Promise<Victim>;
  stop(): Promise<void>;
}

/** After this many deaths of children in a row, everything is killed, because the parent delays each restart longer. */
const MAX_CHILD_DEATHS = 3;

/**
 * The console's worker runs attempts. Kills the worker alone, the web process alone, or the parent with both at once.
 */
export class ConsoleRunner implements Runner {
  readonly #deployment: Deployment;
  #deaths = 0;

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
  }

  async start(workflow: WorkflowName, session: string): Promise<void> {
    await enqueue(this.#deployment, workflow, session);
  }

  async ensureRunning(): Promise<void> {
    const { console } = this.#deployment;
    if (!console.isRunning) console.start();
  }

  async kill(random: Random): Promise<Victim> {
    const { console } = this.#deployment;
    const victim =
      this.#deaths < MAX_CHILD_DEATHS ? random.pick(['worker', 'worker', 'web', 'console'] as const) : 'console';
    this.#deaths = victim === 'console' ? 0 : this.#deaths + 1;
    if (victim === 'console') await console.killAll();
    else if (victim === 'worker') await console.killWorker();
    else process.kill(await console.webPid(), 'SIGKILL');
    return victim;
  }

  stop(): Promise<void> {
    return this.#deployment.console.killAll();
  }
}

/** Each attempt runs in its own shell, without a worker. Kills one of the shells. */
export class ShellRunner implements Runner {
  protected readonly deployment: Deployment;
  readonly #shells = new Map<number, Program>();

  constructor(deployment: Deployment) {
    this.deployment = deployment;
  }

  async start(workflow: WorkflowName, session: string): Promise<void> {
    const id = await enqueue(this.deployment, workflow, session);
    this.#shells.set(id, this.resume(id));
  }

  async ensureRunning(observer: Observer): Promise<void> {
    for (const { id, state } of await observer.attempts())
      if (state === 'running' && this.#shells.get(id)?.isAlive !== true) this.#shells.set(id, this.resume(id));
  }

  async kill(random: Random): Promise<Victim> {
    const alive = [...this.#shells.values()].filter(({ isAlive }) => isAlive);
    if (alive.length > 0) await random.pick(alive).kill();
    return 'shell';
  }

  protected resume(id: number): Program {
    return this.deployment.pintd.start(['workflow:show', String(id), '--wait'], { group: true });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#shells.values()].map((shell) => shell.kill()));
  }
}

/** Each of the shells also kills itself between the result and the end of a job. */
export class DyingRunner extends ShellRunner {
  protected override resume(id: number): Program {
    const { settings } = this.deployment;
    return new Program('torture/workflows/dying-process.ts', [String(id)], { settings, group: true });
  }
}

async function enqueue({ pintd }: Deployment, workflow: WorkflowName, session: string): Promise<number> {
  const { status, out, err } = await pintd.run(['workflow:start', 'torture', workflow, '--session', session, '--json']);
  if (status !== 0) throw new Error(`workflow:start ended with ${status}: ${err}`);
  return (JSON.parse(out) as { attempt_id: number }).attempt_id;
}

/** Resumes, as a person would, the jobs that paused because their processes died three times. Returns how many. */
export async function resumePaused({ pintd }: Deployment, observer: Observer): Promise<number> {
  const paused = (await observer.jobs()).filter(({ state }) => state === 'paused');
  for (const { id } of paused) await pintd.run(['job:resume', String(id)]);
  return paused.length;
}
