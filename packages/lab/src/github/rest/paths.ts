/** Whether git would take this as the path of a file. */
export function isFilePath(path: string): boolean {
  return path
    .split('/')
    .every(part => part !== '' && !/^(\.{1,2}|\.git)$/i.test(part));
}
