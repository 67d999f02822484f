#!/usr/bin/env bash
# Looks for packages with known vulnerabilities. Exit code 0: looked, and none of high severity; 1: found one; 2: could
# not look, and the last line says why. Not every source of packages tells what is vulnerable, and to the SDK saying
# nothing is the same as there being nothing; so first it is asked of a package that is known to be.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
limit=300 # seconds for each question

probe=$(mktemp -d); trap 'rm -rf "$probe"' EXIT
cp nuget.config NuGet.Config "$probe" 2>/dev/null
# GHSA-5crp-9r3c-p9vr, of high severity. Nothing is built with it and nothing of it is run.
cat >"$probe/probe.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
</Project>
PROJECT

vulnerable() { timeout -k 30 "$limit" dotnet list "$1" package --vulnerable --include-transitive --format json 2>&1; }

if ! timeout -k 30 "$limit" dotnet restore "$probe/probe.csproj" --nologo >"$probe/log" 2>&1 ||
    ! answer=$(vulnerable "$probe/probe.csproj"); then
    tail -n 3 "$probe/log"
    echo "not scanned: the source cannot be reached"
    exit 2
fi
if ! grep -q '"severity"' <<<"$answer"; then
    echo "not scanned: the source does not tell what is vulnerable"
    exit 2
fi

if ! answer=$(vulnerable Supervision.sln); then
    tail -n 3 <<<"$answer"
    echo "not scanned: the source cannot be reached"
    exit 2
fi
if grep -qiE '"severity": *"(high|critical)"' <<<"$answer"; then
    echo "$answer"
    exit 1
fi
echo "$(grep -c '"severity"' <<<"$answer") of lower severity, none of high"
