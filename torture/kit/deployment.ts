import { join } from 'node:path';
import type { Rule } from '#lib/connectors/pinterest/sandbox/script.ts';
import { newDatabaseSettings } from '../database/databases.ts';
import { Console, type ConsoleKind } from './console.ts';
import { Pintd } from './pintd.ts';
import { SandboxProcess } from './sandbox/sandbox.ts';

export interface DeploymentOptions {
  readonly folder: string;
  readonly port: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly script?: readonly Rule[];
  /** The folder with the sources of the command line; this checkout by default. */
  readonly checkout?: string;
  /** The part of the console to start; none by default. */
  readonly console?: ConsoleKind;
}

/** A data folder with an authentication "Shop", the console and command line on it, and its own sandbox. */
export class Deployment {
  readonly folder: string;
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly sandbox: SandboxProcess;
  readonly pintd: Pintd;
  readonly console: Console;

  private constructor({ folder, port, settings, checkout, console }: DeploymentOptions, sandbox: SandboxProcess) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.dataDir = join(folder, 'data');
    this.settings = {
      PINTD_DATA_DIR: this.dataDir,
      PINTEREST_API_BASE_URL: sandbox.url,
      PINTD_LOG_LEVEL: 'error',
      ...settings,
    };
    this.pintd = new Pintd(this.settings, checkout);
    this.console = new Console(port, this.settings, console);
  }

  static async open(options: DeploymentOptions): Promise<Deployment> {
    const settings = { ...(await newDatabaseSettings()), ...options.settings };
    const sandbox = await SandboxProcess.start(join(options.folder, 'sandbox'), options.script);
    const deployment = new Deployment({ ...options, settings }, sandbox);
    try {
      await deployment.pintd.createAuthentication('Shop');
      if (options.console) {
        deployment.console.start();
        await deployment.console.waitUntilReady();
      }
      return deployment;
    } catch (error) {
      await deployment.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.console.killAll();
    await this.sandbox.stop();
  }
}

/** Opens a deployment for the duration of `work`. */
export async function withDeployment<T>(
  options: DeploymentOptions,
  work: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const deployment = await Deployment.open(options);
  try {
    return await work(deployment);
  } finally {
    await deployment.close();
  }
}
