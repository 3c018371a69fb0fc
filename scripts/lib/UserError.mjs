/** Something the person can mend; printed as one sentence, without a stack. */
export class UserError extends Error {
  name = 'UserError';
}

/** Runs a command's main function and turns its failure into an exit code. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof UserError ? `\n✖ ${error.message}` : error);
    process.exitCode = 1;
  }
}
