/** The addresses of the lab's GitHub. */
export class Links {
  constructor(readonly origin: string, readonly organization: string) {}

  get apiRoot(): string {
    return `${this.origin}/api/v3`;
  }

  /** Of a repository in the API, or of something below it. */
  api(repository: string, rest = ''): string {
    return `${this.apiRoot}/repos/${this.organization}/${repository}${rest}`;
  }

  /** Of a repository's web pages, or of something below it. */
  page(repository: string, rest = ''): string {
    return `${this.origin}/${this.organization}/${repository}${rest}`;
  }
}

/** Escapes each part of a path or of a branch's name for an address. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
