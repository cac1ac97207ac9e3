<?php

namespace App\Araucaria;

/** A failure to answer with (RFC 9457). The message is for developers, and quotes nothing that came. */
final class Problem extends \Exception
{
    public function __construct(public readonly int $status, string $detail, public readonly array $headers = [])
    {
        parent::__construct($detail);
    }
}
