import { keepFilesPrivate } from '../start/private-files.ts';
import { runCommandLine } from './command-line.ts';
import { exitWithParent, handleOutputFaults, processIo } from './process-io.ts';

keepFilesPrivate();
handleOutputFaults();
exitWithParent();
await runCommandLine(process.argv.slice(2), processIo);
