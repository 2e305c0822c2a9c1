#!/usr/bin/env bash
# Builds and runs all tests. Arguments go to `dotnet test`, such as: ./test.sh --filter FullyQualifiedName~Fasta
# A project that crashes, or that runs no test though no argument asked for less, counts as one failure.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
results=artifacts/test-results

eng/bootstrap.sh tests </dev/null || { echo "0 passed, 1 failed"; exit 1; }

# Projects run side by side: with more than one thread each they would fight over the cores.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
source eng/environment.sh

# counter NAME FILE   one number of the line <Counters total="5" executed="5" passed="5" …/>
counter() {
    local number
    number=$(grep -o '<Counters [^>]*' "$2" 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*')
    echo "${number:-0}"
}

# run_project NAME ARGUMENTS...   says one line, after the log if something failed, and leaves the numbers in a file
run_project() {
    local name=$1 folder=$results/$1 status=0 total executed passed failed note=
    shift
    mkdir -p "$folder"
    dotnet test "artifacts/bin/$name/release/$name.dll" --logger "trx;LogFileName=results.trx" \
        --results-directory "$folder" "$@" >"$folder/log.txt" 2>&1 </dev/null || status=$?
    total=$(counter total "$folder/results.trx")
    executed=$(counter executed "$folder/results.trx")
    passed=$(counter passed "$folder/results.trx")
    failed=$((executed - passed))
    if [ $status != 0 ] && [ $failed = 0 ]; then
        failed=1 note=" (the run itself failed)"
    elif [ "$total" = 0 ]; then
        if [ $# = 0 ]; then failed=1; fi
        note=" (it ran no test)"
    fi
    # The runner counts a skipped test in the total only.
    echo "$passed $failed $((total - executed))" >"$folder/numbers"
    # In one piece, because projects finish side by side.
    echo "$([ $status = 0 ] || cat "$folder/log.txt"; echo "$name: $executed tests run, $failed failed$note")"
}

rm -rf "$results"
for project in tests/*/*.Tests.csproj; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
    run_project "$(basename "$project" .csproj)" "$@" &
done
wait

passed=0 failed=0 skipped=0
for project in tests/*/*.Tests.csproj; do
    numbers=$results/$(basename "$project" .csproj)/numbers
    [ -s "$numbers" ] || echo "0 1 0" >"$numbers"
    read -r a b c <"$numbers"
    passed=$((passed + a)) failed=$((failed + b)) skipped=$((skipped + c))
done
if [ $((passed + failed)) = 0 ]; then
    echo "No test was run."
    failed=1
fi
if [ $skipped -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"
else echo "$passed passed, $failed failed"; fi
[ $failed = 0 ]
