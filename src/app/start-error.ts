/** Why the program cannot start, as a sentence for the person running it; it names no secret. */
export class StartError extends Error {
  override name = 'StartError';
}
