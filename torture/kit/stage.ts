import { join } from 'node:path';
import type { Rule } from '#lib/connectors/pinterest/sandbox/script.ts';
import { Console, type ConsoleKind } from './console.ts';
import { Pintd } from './pintd.ts';
import { SandboxProcess } from './sandbox.ts';

export interface StageOptions {
  readonly folder: string;
  readonly port: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly script?: readonly Rule[];
  /** What of the console runs from the start; nothing, where it is not said. */
  readonly console?: ConsoleKind;
}

/** A data folder with an authentication "Shop", the doors to it, and a sandbox of its own on the other side. */
export class Stage {
  readonly folder: string;
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly sandbox: SandboxProcess;
  readonly pintd: Pintd;
  readonly console: Console;

  private constructor({ folder, port, settings, console }: StageOptions, sandbox: SandboxProcess) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.dataDir = join(folder, 'data');
    this.settings = {
      PINTD_DATA_DIR: this.dataDir,
      PINTEREST_API_BASE_URL: sandbox.url,
      PINTD_LOG_LEVEL: 'error',
      ...settings,
    };
    this.pintd = new Pintd(this.settings);
    this.console = new Console(port, this.settings, console);
  }

  static async open(options: StageOptions): Promise<Stage> {
    const stage = new Stage(options, await SandboxProcess.start(join(options.folder, 'sandbox'), options.script));
    try {
      await stage.pintd.createAuthentication('Shop');
      if (options.console) {
        stage.console.start();
        await stage.console.ready();
      }
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.console.killAll();
    await this.sandbox.stop();
  }
}

/** Opens a stage for as long as `work` takes. */
export async function onStage<T>(options: StageOptions, work: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await Stage.open(options);
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
}
