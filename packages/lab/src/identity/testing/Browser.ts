/** Keeps cookies as a browser does and stops at pages and foreign sites. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  async follow(
    url: string,
    init: RequestInit = {},
  ): Promise<{ url: string; status: number; text: string }> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        cookie: [...this.cookies].map(pair => pair.join('=')).join('; '),
        connection: 'close',
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) {
        this.cookies.set(name, value);
      } else {
        this.cookies.delete(name);
      }
    }
    const location = response.headers.get('location');
    if (!location) {
      return { url, status: response.status, text: await response.text() };
    }
    const next = new URL(location, url);
    return next.origin === new URL(url).origin
      ? this.follow(next.href)
      : { url: next.href, status: response.status, text: '' };
  }
}
