<?php

namespace App\Http\Controllers;

use App\Araucaria\AraucariaApi;
use App\Araucaria\Problem;
use App\Models\Connection;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;
use Illuminate\Support\Str;
use Symfony\Component\HttpFoundation\Response;

/** The token endpoint of <araucaria-connect-button>. */
class WidgetTokenController
{
    private const MAX_BODY_BYTES = 4096;

    private const CODES = [403 => 'unauthorized', 404 => 'connection-not-found', 409 => 'connection-not-repairable'];

    public function __invoke(Request $request): JsonResponse
    {
        $requestId = self::requestIdOf($request);
        $headers = [
            'Cache-Control' => 'no-store',
            'Vary' => 'Origin, Sec-Fetch-Site, Cookie',
            'X-Content-Type-Options' => 'nosniff',
            'X-Request-Id' => $requestId,
        ];
        try {
            return new JsonResponse($this->tokenFor($request, new AraucariaApi($requestId)), 200, $headers);
        } catch (\Throwable $error) {
            // The text of another error may quote the key.
            $problem = $error instanceof Problem ? $error : new Problem(500, class_basename($error).' in this backend.');
            Log::warning("token request $requestId: $problem->status {$problem->getMessage()}");

            return self::answerProblem($problem, $headers);
        }
    }

    /** @return array{widgetToken: string, connectionId: string} */
    private function tokenFor(Request $request, AraucariaApi $api): array
    {
        if (! $request->isMethod('POST')) {
            throw new Problem(405, 'Expected POST.', ['Allow' => 'POST']);
        }
        if (! self::isSameOrigin($request)) {
            throw new Problem(403, 'Expected a request from a page of this origin.');
        }
        if (strtolower(trim(explode(';', $request->header('Content-Type', ''))[0])) !== 'application/json') {
            throw new Problem(415, 'Expected Content-Type: application/json.');
        }
        $id = self::connectionIdIn($request);
        $user = $request->session()->get('user'); // your own: $request->user()?->id
        if ($user === null || ($id !== null && ! Connection::isOwnedBy($user, $id))) {
            throw new Problem(403, 'Expected a user, and a connection of their own.');
        }
        if ($id !== null) {
            return $api->repairConnection($id);
        }
        $token = $api->createConnection();
        // Before the token goes out: otherwise nobody would own the connection.
        Connection::create(['id' => $token['connectionId'], 'owner' => $user]);

        return $token;
    }

    /** By Sec-Fetch-Site, which pages can't forge, else by Origin. Without either it could be an attack. */
    private static function isSameOrigin(Request $request): bool
    {
        $site = $request->header('Sec-Fetch-Site');
        if ($site !== null) {
            return $site === 'same-origin';
        }
        $own = ['https://'.$request->getHttpHost(), $request->getSchemeAndHttpHost()];

        return in_array($request->header('Origin'), $own, true);
    }

    /** The connection to repair; null for a new one. */
    private static function connectionIdIn(Request $request): ?string
    {
        $body = stream_get_contents($request->getContent(true), self::MAX_BODY_BYTES + 1);
        if (strlen($body) > self::MAX_BODY_BYTES) {
            throw new Problem(413, 'Expected a body of at most 4 KiB.');
        }
        $members = json_decode($body);
        if (! $members instanceof \stdClass) {
            throw new Problem(400, 'Expected a JSON object, such as {}.');
        }
        $id = $members->connectionId ?? null;
        if ($id !== null && ! AraucariaApi::isId($id)) {
            throw new Problem(400, 'Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores.');
        }

        return $id;
    }

    private static function answerProblem(Problem $problem, array $headers): JsonResponse
    {
        $body = [
            'type' => 'about:blank',
            'title' => Response::$statusTexts[$problem->status],
            'status' => $problem->status,
            'detail' => $problem->getMessage(),
            'code' => self::CODES[$problem->status] ?? 'token-request-rejected',
        ];
        $headers += $problem->headers + ['Content-Type' => 'application/problem+json'];

        return new JsonResponse($body, $problem->status, $headers);
    }

    private static function requestIdOf(Request $request): string
    {
        $given = $request->header('X-Request-Id', '');

        return preg_match('/^[!-~]{1,128}$/D', $given) === 1 && ! AraucariaApi::holdsKey($given) ? $given : (string) Str::uuid();
    }
}
