<?php

namespace App\Http\Middleware;

use Illuminate\Foundation\Http\Middleware\VerifyCsrfToken as Middleware;

class VerifyCsrfToken extends Middleware
{
    /**
     * The token endpoint compares Sec-Fetch-Site and Origin, and the webhook has a signature. From Laravel 11 on, in
     * bootstrap/app.php: $middleware->validateCsrfTokens(except: ['api/widget-token', 'webhooks/araucaria'])
     */
    protected $except = ['api/widget-token', 'webhooks/araucaria'];
}
