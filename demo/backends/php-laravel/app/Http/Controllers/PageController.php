<?php

namespace App\Http\Controllers;

use App\Models\Connection;
use Illuminate\Contracts\View\View;
use Illuminate\Http\Request;
use Illuminate\Support\Str;

class PageController
{
    public function __invoke(Request $request): View
    {
        // Every visitor of this demo is a user.
        $user = $request->session()->remember('user', fn () => Str::random(32));

        return view('page', [
            'connections' => Connection::where('owner', $user)->get(),
            'widgetSrc' => config('services.araucaria.url').'/widget/araucaria-connect.js',
        ]);
    }
}
