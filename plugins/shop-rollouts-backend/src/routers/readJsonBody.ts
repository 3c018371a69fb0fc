import { CustomErrorBase } from '@backstage/errors';
import express, { RequestHandler } from 'express';

/** A reason and what was seen need a tenth of this. */
const MAX_BODY = '16kb';

class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  readonly statusCode = 415;
}

/**
 * Reads a small JSON body. Other content types are refused, so that no form
 * of a foreign page can press a button here.
 */
export function readJsonBody(): RequestHandler[] {
  return [
    (request, _response, next) => {
      next(
        request.is('application/json')
          ? undefined
          : new UnsupportedMediaTypeError(
              'Send the request as application/json.',
            ),
      );
    },
    express.json({ limit: MAX_BODY }),
  ];
}
