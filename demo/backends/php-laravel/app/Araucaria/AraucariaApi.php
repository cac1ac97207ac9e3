<?php

namespace App\Araucaria;

/** The two calls that mint widget tokens. Araucaria's texts and the errors of the client go nowhere: they may quote the key. */
final class AraucariaApi
{
    private const TIMEOUT_SECONDS = 10;

    private const MAX_ANSWER_BYTES = 65_536;

    // D: without it, $ also matches before a line break at the end.
    private const ID = '/^[A-Za-z0-9_-]{1,64}$/D';

    private const TOKEN = '/^[!-~]{1,4096}$/D';

    private const RETRY_AFTER = '/^(\d{1,9}|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)$/D';

    public function __construct(private string $requestId) {}

    /** An id that is safe in a URL. An API key has the same characters, and is none. */
    public static function isId(mixed $value): bool
    {
        return is_string($value) && preg_match(self::ID, $value) === 1 && ! self::holdsKey($value);
    }

    public static function holdsKey(string $text): bool
    {
        return stripos($text, 'arau_') !== false;
    }

    /** @return array{widgetToken: string, connectionId: string} */
    public function createConnection(): array
    {
        $answer = $this->post('/v1/connections', isRepair: false);
        $id = $answer->connectionId ?? null;
        if (! self::isId($id)) {
            throw new Problem(502, 'Expected a connectionId in the answer of Araucaria.');
        }

        return ['widgetToken' => self::tokenIn($answer), 'connectionId' => $id];
    }

    /** @return array{widgetToken: string, connectionId: string} */
    public function repairConnection(string $id): array
    {
        $answer = $this->post("/v1/connections/$id/widget-token", isRepair: true);

        return ['widgetToken' => self::tokenIn($answer), 'connectionId' => $id];
    }

    private static function tokenIn(\stdClass $answer): string
    {
        $token = $answer->widgetToken ?? null;
        if (! is_string($token) || preg_match(self::TOKEN, $token) !== 1 || self::holdsKey($token)) {
            throw new Problem(502, 'Expected a widgetToken in the answer of Araucaria.');
        }

        return $token;
    }

    private function post(string $path, bool $isRepair): \stdClass
    {
        $key = (string) config('services.araucaria.key');
        // A line break in it would add headers.
        if (preg_match('/^arau_[!-~]+$/D', $key) !== 1) {
            throw new Problem(500, 'Expected ARAUCARIA_API_KEY to be an API key (arau_…), without blanks and line breaks.');
        }
        $answer = '';
        $retryAfter = '';
        $curl = curl_init(rtrim(config('services.araucaria.url'), '/').$path);
        curl_setopt_array($curl, [
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => '{}',
            CURLOPT_HTTPHEADER => [
                "Authorization: Bearer $key",
                'Content-Type: application/json',
                "X-Request-Id: $this->requestId",
            ],
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            // A redirect could take the key to another server.
            CURLOPT_FOLLOWLOCATION => false,
            // Of the whole call.
            CURLOPT_TIMEOUT => self::TIMEOUT_SECONDS,
            CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$retryAfter): int {
                if (stripos($line, 'retry-after:') === 0) {
                    $retryAfter = trim(substr($line, strlen('retry-after:')));
                }

                return strlen($line);
            },
            CURLOPT_WRITEFUNCTION => function ($curl, string $chunk) use (&$answer): int {
                $answer .= $chunk;

                // Any other number than that of the chunk's bytes ends the call.
                return strlen($answer) <= self::MAX_ANSWER_BYTES ? strlen($chunk) : 0;
            },
        ]);
        curl_exec($curl);
        $error = curl_errno($curl);
        $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        if ($error === CURLE_OPERATION_TIMEDOUT) {
            throw new Problem(504, 'Expected an answer of Araucaria within '.self::TIMEOUT_SECONDS.' s.');
        }
        if ($error === CURLE_WRITE_ERROR) {
            throw new Problem(502, 'Expected at most 64 KiB in the answer of Araucaria.');
        }
        if ($error !== CURLE_OK) {
            throw new Problem(502, 'Expected an answer of Araucaria; the connection failed.');
        }
        if ($status < 200 || $status > 299) {
            throw self::problemFor($status, $retryAfter, $isRepair);
        }
        $object = json_decode($answer);

        return $object instanceof \stdClass ? $object : throw new Problem(502, 'Expected a JSON object in the answer of Araucaria.');
    }

    private static function problemFor(int $status, string $retryAfter, bool $isRepair): Problem
    {
        if ($isRepair && $status === 404) {
            return new Problem(404, 'Expected the id of an existing connection.');
        }
        if ($isRepair && $status === 409) {
            return new Problem(409, 'Expected a connection in FAILED_AUTH: no other can be repaired.');
        }
        if ($status === 429 || $status === 503) {
            $headers = preg_match(self::RETRY_AFTER, $retryAfter) === 1 ? ['Retry-After' => $retryAfter] : [];

            return new Problem($status, 'Araucaria asks to try again later.', $headers);
        }

        // Also 401 and 403: the key is at fault, not the visitor.
        return new Problem(502, "Expected Araucaria to answer with success; it answered $status.");
    }
}
