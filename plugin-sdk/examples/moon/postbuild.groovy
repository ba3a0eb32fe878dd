// A stranger has of Tenon what was put into the local repository, and nothing from anywhere else.
localRepositoryPath.toPath().resolve('dev/tenon').toFile().eachFileRecurse { file ->
    if (file.name == '_remote.repositories') {
        assert !file.text.contains('local.libraries') : "$file: this artifact of Tenon came from outside"
    }
}
