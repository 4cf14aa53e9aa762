import { runMinka } from './running.ts';

// Who reads only the first lines (`| head`) closes the pipe: nothing more is to be said.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await runMinka(process.argv.slice(2));
